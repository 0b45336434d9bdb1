import type { RateLimiter } from '@itqan/keys-router'
import type { Limit } from './limit'

export type Decision = Awaited<ReturnType<RateLimiter['take']>>

/** Counts what each caller has taken in its window. Refused points are not counted. */
export interface Counter extends RateLimiter {
  /** Undoes a `take` of this window. */
  giveBack(caller: string, points: number): Promise<void>
  /** Begins anew for this caller. */
  forget(caller: string): Promise<void>
}

/** A limit under a name of its own: counters do not share what they count. */
export interface NamedLimit extends Limit {
  name: string
}

/**
 * What a window lasts of the time that the limit names. Calls that keep to the limit exactly come
 * some milliseconds early or late, and would else be refused at each window's end.
 */
export const WINDOW_SHARE = 0.95

/** @returns a refusal of what no window has room for: nothing is counted, and no time will help. */
export function refusalOfTooMany(points: number, limit: Limit): Decision | null {
  if (points <= limit.points) return null
  return { isAllowed: false, retryAfterMs: limit.seconds * 1_000 }
}
