import type { Classification } from './failure'

/** The longest rest that is a guess of ours, in milliseconds, unless the usual one is longer. */
const MAX_GUESS_MS = 60 * 60 * 1_000

/**
 * Until when a failure puts its target to rest, in milliseconds since 1970; `null` when it does not.
 * The provider's own hint goes before any guess; a guess doubles with each rest that did not help.
 */
export function restUntil(options: {
  classification: Pick<Classification, 'until' | 'restMs' | 'escalates'>
  /** How often in a row the target has rested already. */
  rests: number
  now: number
}): number | null {
  const { classification, rests, now } = options
  const { until, restMs, escalates } = classification
  if (until !== null) return Math.max(until, now)
  if (restMs === null) return null
  const doubled = escalates ? restMs * 2 ** Math.min(rests, 16) : restMs
  return now + Math.min(doubled, Math.max(restMs, MAX_GUESS_MS))
}
