import { MAX_BATCH_SIZE } from '@itqan/keys-contract'

/** At most so many points in so many seconds. */
export interface Limit {
  points: number
  seconds: number
}

/**
 * What the apps behind one secret may ask. A thousand processes report once a second each, which is
 * half of it; the rest is for their lists after changes and for all of them starting anew at once.
 * A loop that has run wild is stopped at 2,000 calls a second.
 */
export const defaultRateLimit: Limit = { points: 20_000, seconds: 10 }

/** Less would have no room for one batch, ever. */
const MIN_POINTS = MAX_BATCH_SIZE

/** Longer windows than a day would hide a mistake in the variable. */
const MAX_SECONDS = 86_400
const MAX_POINTS = 100_000_000

/** Reads `points/seconds`, such as `20000/10`. @returns `null` when it is none, or unlimited. */
export function parseRateLimit(value: string): Limit | null {
  const [, points, seconds] = /^\s*(\d{1,9})\s*\/\s*(\d{1,5})\s*$/.exec(value) ?? []
  const limit = { points: Number(points), seconds: Number(seconds) }
  const isPoints = limit.points >= MIN_POINTS && limit.points <= MAX_POINTS
  const isSeconds = limit.seconds >= 1 && limit.seconds <= MAX_SECONDS
  return isPoints && isSeconds ? limit : null
}
