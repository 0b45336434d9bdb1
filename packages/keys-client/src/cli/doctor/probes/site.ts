import type { Clock } from '../../../clock'
import { withTimeout } from '../../../link/with-timeout'

/** Longest wait for one answer of any kind, in milliseconds. */
const PROBE_MS = 4_000

/** Where probes go, and with what. */
export interface Site {
  /** The router's endpoint under the dashboard's address. */
  endpoint: URL
  /** As it is sent. Goes to an address only once it has proved to be the dashboard. */
  secret: string
  /** The port of a dashboard that nobody has moved. */
  usualPort: number
  clock: Clock
  /** Ends every probe. */
  signal: AbortSignal
}

/** Gives a probe its time. `null` when it is over. */
export async function bounded<T>(
  { clock, signal }: Site,
  probe: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const call = (over: AbortSignal) => probe(AbortSignal.any([over, signal]))
  try {
    return await withTimeout({ clock, timeoutMs: PROBE_MS }, call)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return null
    throw error
  }
}

/** What the system calls a failure: its code, or a few words that hold nothing of ours. */
export function codeOf(error: unknown): string {
  const inner: unknown =
    error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(inner instanceof Error)) return 'unknown'
  const code = 'code' in inner ? inner.code : null
  return typeof code === 'string' ? code : inner.message
}
