/** Opens a link as its page does, for what a test does beside what it looks at. */
export async function acceptInvitation(
  link: string,
  person: { email: string; password: string; name?: string },
): Promise<void> {
  const { origin, hash } = new URL(link)
  const response = await fetch(`${origin}/api/auth/invitation/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ name: person.email, ...person, token: hash.slice(1) }),
  })
  if (!response.ok) throw new Error(`the link was answered with ${response.status}`)
}
