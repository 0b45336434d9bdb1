import type { HeaderReader } from '@itqan/keys-router'
import { TRANSPORT_HEADER } from './arrival'
import { addressOf, isLoopback } from './address-of'

interface PlainHttpOptions {
  /** Where people reach the dashboard. Once that is encrypted, nothing else has to be in clear. */
  dashboardUrl: string
  /** An explicit exception, for a network that nobody else is on. */
  isAllowed: boolean
}

/**
 * Tells whether a call came in clear over a network, its secret with it. `Host` says nothing about it:
 * nginx by default sends its upstream's own name.
 *
 * @returns a check that answers `null` for what came in before requests were stamped: while Next starts.
 */
export function createPlainHttpCheck(
  options: PlainHttpOptions,
): (headers: HeaderReader) => boolean | null {
  const { dashboardUrl, isAllowed } = options
  const isHttpsExpected = new URL(dashboardUrl).protocol === 'https:'
  return (headers) => {
    if (isAllowed) return false
    const transport = headers.get(TRANSPORT_HEADER)
    if (transport === 'https') return false
    if (transport === null) return null
    // A proxy took it in clear.
    if (transport !== 'direct') return true
    return isHttpsExpected && !isLoopback(addressOf(headers, 0) ?? '')
  }
}
