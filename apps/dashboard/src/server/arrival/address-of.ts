import { isIP } from 'node:net'
import type { HeaderReader } from '@itqan/keys-router'
import { PEER_HEADER } from './arrival'

/**
 * Where a request came from. Each trusted proxy adds whom it met at the right of `X-Forwarded-For`;
 * what stands further left is the caller's own word.
 *
 * @param trustedProxyHops how many proxies of one's own stand before the dashboard.
 * @returns an IP address; `null` when the request came over no socket.
 */
export function addressOf(headers: HeaderReader, trustedProxyHops: number): string | null {
  const peer = plainAddress(headers.get(PEER_HEADER) ?? '')
  if (trustedProxyHops === 0) return peer
  const named = (headers.get('x-forwarded-for') ?? '').split(',')
  return plainAddress(named.at(-trustedProxyHops) ?? '') ?? peer
}

/** Without a port or brackets; IPv4 as such also where it came over IPv6. */
function plainAddress(text: string): string | null {
  const trimmed = text.trim()
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed) ?? []
  const [, beforePort] = /^([\d.]+):\d+$/.exec(trimmed) ?? []
  const address = (bracketed ?? beforePort ?? trimmed).replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(address) ? address : null
}

/** Whether it is this machine. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

/** What one subscriber has: an IPv4 address, or all of an IPv6 network, whose owner has 2^64 to choose from. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [left = '', right] = address.split('%', 1).join('').split('::')
  const head = left.split(':').filter(Boolean)
  const tail = right?.split(':').filter(Boolean) ?? []
  const between = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  const groups = [...head, ...Array.from({ length: between }, () => '0'), ...tail]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
