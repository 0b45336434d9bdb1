/** The same answer with another body: status, headers and address stay. */
export function retell(response: Response, body: RequestInit['body']): Response {
  const { status, statusText, headers, url } = response
  const told = new Response(body ?? null, { status, statusText, headers })
  return Object.defineProperty(told, 'url', { value: url })
}
