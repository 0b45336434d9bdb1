const SUFFIX = '/api/internal/trpc'

export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

export const portOf = ({ port, protocol }: URL): number =>
  Number(port || (protocol === 'https:' ? 443 : 80))

/** The same path on the same port, spoken to in another way: a port that is left out is not the same. */
export function withProtocol(endpoint: URL, protocol: 'http:' | 'https:'): URL {
  const other = new URL(endpoint)
  // First, or the port would be dropped as the usual one of the old protocol.
  other.protocol = protocol
  other.port = String(portOf(endpoint))
  return other
}

/** The dashboard's address that an endpoint is under, without a slash at the end. */
export function addressOfEndpoint({ origin, pathname }: URL): string {
  return `${origin}${pathname.slice(0, pathname.lastIndexOf(SUFFIX))}`
}

/** The dashboard's address, where that of its API was given; else `null`. */
export function rootOfApi(address: string | null): string | null {
  if (address === null) return null
  const { origin, pathname } = new URL(address)
  const root = pathname.replace(/\/api(\/.*)?$/, '')
  return root === pathname ? null : `${origin}${root}`
}
