/** Where the first administrator is made. The token is in the fragment, which no server is sent. */
export function setUpLines(dashboardUrl: string, token: string): string[] {
  const link = new URL(`/set-up#${token}`, dashboardUrl)
  return [
    '  Make the first administrator (the link is good for 24 hours, once)',
    `    ${link.href}`,
  ]
}
