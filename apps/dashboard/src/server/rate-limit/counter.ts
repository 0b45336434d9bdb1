import type { RateLimiter } from '@itqan/keys-router'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limit } from './limit'

export type Decision = Awaited<ReturnType<RateLimiter['take']>>

export interface Spent {
  points: number
  /** How long the window stays open, in milliseconds. */
  leftMs: number
}

/** Counts what each caller has taken in its window. Refused points are not counted. */
export interface Counter extends RateLimiter {
  /** Undoes a `take` of this window. */
  giveBack(caller: string, points: number): Promise<void>
  /** What the caller has taken of its window that is open; `null` without one. */
  spent(caller: string): Promise<Spent | null>
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

/** Takes points of a caller's window; of what no window has room for, nothing is counted. */
export function takeFrom(
  windows: RateLimiterAbstract,
  limit: Limit,
  asked: { caller: string; points: number },
): Promise<Decision> {
  // No time will help.
  if (asked.points > limit.points) {
    return Promise.resolve({ isAllowed: false, retryAfterMs: limit.seconds * 1_000 })
  }
  return windows.consume(asked.caller, asked.points).then(
    () => ({ isAllowed: true }),
    (cause: unknown) => {
      if (!(cause instanceof RateLimiterRes)) throw cause
      return { isAllowed: false, retryAfterMs: Math.max(0, cause.msBeforeNext) }
    },
  )
}

/** Reads a window without taking of it. */
export async function spentOf(windows: RateLimiterAbstract, caller: string): Promise<Spent | null> {
  const window = await windows.get(caller)
  if (!window || window.msBeforeNext <= 0) return null
  return { points: window.consumedPoints, leftMs: window.msBeforeNext }
}
