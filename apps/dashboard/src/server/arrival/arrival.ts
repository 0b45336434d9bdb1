import type { IncomingMessage } from 'node:http'

/** Written by this server alone: whatever a caller says under such a name is taken away. */
export const PRIVATE_PREFIX = 'x-itqan-'
export const PEER_HEADER = `${PRIVATE_PREFIX}peer`
export const TRANSPORT_HEADER = `${PRIVATE_PREFIX}transport`
/** Tells Better Auth the address that a session's row keeps. */
export const SESSION_ADDRESS_HEADER = `${PRIVATE_PREFIX}address`

/**
 * How a request left its caller. `direct`: nothing is between, and nothing encrypts it; `http`: a proxy
 * is between that took it in clear, or does not say how; `https`: it was encrypted.
 */
export type Transport = 'direct' | 'http' | 'https'

/** What proxies add. Some add nothing, and then speak the HTTP of 1996, which no client of ours does. */
const tracesOfProxies = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-real-ip',
  'forwarded',
  'via',
]

type Arriving = Pick<IncomingMessage, 'headers' | 'httpVersion' | 'socket'>

/** Reads a request as it came in, before a framework adds headers of its own. */
export function transportOf({ headers, httpVersion, socket }: Arriving): Transport {
  if ('encrypted' in socket && socket.encrypted === true) return 'https'
  const protocol = protocolIn(headers)
  if (protocol !== null) return protocol === 'https' ? 'https' : 'http'
  const isProxied = httpVersion === '1.0' || tracesOfProxies.some((name) => name in headers)
  return isProxied ? 'http' : 'direct'
}

/** Of several proxies the first met the caller. Who lies here gives away its own secret only. */
function protocolIn(headers: IncomingMessage['headers']): string | null {
  const named = headers['x-forwarded-proto']
  const [first] = Array.isArray(named) ? named : (named?.split(',', 1) ?? [])
  const [, standard] = /^[^,]*\bproto="?(\w+)/i.exec(headers.forwarded ?? '') ?? []
  return (first ?? standard)?.trim().toLowerCase() ?? null
}
