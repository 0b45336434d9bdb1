import { isIPv6 } from 'node:net'

/** Where to listen. */
export interface ListenAddress {
  /** A name, or an address without brackets. */
  host: string
  port: number
}

/** Reads `host:port`, or `[address]:port` of IPv6; `null` for whatever is neither. */
export function parseListenAddress(text: string): ListenAddress | null {
  const [, bracketed, name, digits] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? name
  const port = Number(digits)
  const isHost = host !== undefined && (bracketed === undefined || isIPv6(bracketed))
  return isHost && port >= 1 && port <= 65_535 ? { host, port } : null
}

export function formatListenAddress({ host, port }: ListenAddress): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`
}
