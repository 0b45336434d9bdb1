/** A browser says where a request comes from; another site has no business with what is a person's. */
export function isCrossSite({ headers }: Request, origins: readonly string[]): boolean {
  const site = headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return true
  const origin = headers.get('origin')
  return origin !== null && !origins.includes(origin)
}
