/** Asks itqan-ma for a brief as its page does, and reads it to the end. */
export async function askForBrief(site: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${site}/api/brief`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      description: 'Un site vitrine pour une boulangerie de Rabat, avec les horaires et un plan',
      locale: 'fr',
    }),
  })
  return { status: response.status, text: await response.text() }
}
