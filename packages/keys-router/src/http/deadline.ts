import { TRPCError } from '@trpc/server'

/**
 * A call without an answer is given up after this time, in milliseconds: more than a query is given,
 * and more than our own client waits.
 */
const CALL_TIMEOUT_MS = 20_000

/** How long the two faces wait, in milliseconds. Each has a default. */
export interface TimeLimits {
  /** For an answer, the body's arrival included. */
  timeoutMs?: number | undefined
  /** For the body. */
  bodyTimeoutMs?: number | undefined
}

/**
 * What `job` answers, if it does in time. What it began is not undone.
 *
 * @throws TRPCError SERVICE_UNAVAILABLE
 */
export function withinTime<T>(
  job: () => Promise<T>,
  timeoutMs: number = CALL_TIMEOUT_MS,
): Promise<T> {
  return orElse(job(), timeoutMs, () => {
    const cause = new Error(`no answer within ${timeoutMs} ms`)
    return new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause })
  })
}

/** What a promise resolves to, or after `ms` a rejection with what `late` makes. */
export function orElse<T>(promise: Promise<T>, ms: number, late: () => Error): Promise<T> {
  // One promise, and no race of several: every call goes through here.
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms)
    promise.then(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
