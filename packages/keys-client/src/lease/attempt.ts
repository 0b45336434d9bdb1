import type { Outcome } from '@itqan/keys-contract'
import type { ProviderFailure } from '../outcome/failure'
import { readResponse } from '../outcome/read-response'
import { type AttemptLimits, type AttemptSignal, createAttemptSignal } from './attempt-signal'
import type { Lease, OpenLease } from './lease'

/** What a function that is given a key may also use. */
export interface Attempt {
  /** Aborts with the caller's signal, at the deadline and at the end of the attempt's time. */
  readonly signal: AbortSignal
  /** From 1. */
  readonly number: number
  /** Which key it is. May be logged. */
  readonly keyId: string
  /**
   * Leaves the end of the use to the function: for an answer that streams on after it has resolved.
   * Tell the lease how it ended. No other key is tried from then on.
   */
  keep(): Lease
}

/** Calls the provider with a key. What it resolves with is what `withKey` resolves with. */
export type UseKey<T> = (key: string, attempt: Attempt) => T | PromiseLike<T>

/** A failed attempt, and how to hand its failure to the caller: throw it, or return the answer. */
export interface FailedAttempt<T> {
  kind: 'failed'
  outcome: Outcome
  cause: unknown
  give: () => T
}

export type AttemptResult<T> = { kind: 'done'; value: T } | FailedAttempt<T>

interface AttemptOptions<T> {
  lease: OpenLease
  number: number
  limits: AttemptLimits
  fn: UseKey<T>
}

/** One key, one call. Never rejects: the lease is told how it went, unless the function keeps it. */
export async function attemptOnce<T>(options: AttemptOptions<T>): Promise<AttemptResult<T>> {
  const { lease, number, limits, fn } = options
  const limit = createAttemptSignal(limits)
  let isKept = false
  const keep = () => {
    isKept = true
    return lease
  }
  const withinLimits = <R>(job: R | PromiseLike<R>) =>
    limit.cut ? Promise.race([job, limit.cut]) : job
  const attempt: Attempt = {
    get signal() {
      return limit.signal
    },
    number,
    keyId: lease.keyId,
    keep,
  }
  try {
    const value = await withinLimits(fn(lease.key, attempt))
    if (isKept) return { kind: 'done', value: keepOn(value, lease, limit) }
    if (!(value instanceof Response) || value.ok) {
      lease.ok()
      return { kind: 'done', value: letRun(value, limit) }
    }
    const failure = await withinLimits(readResponse(value))
    const cause = withoutKey(failure, lease.key)
    const outcome = lease.fail(failure)
    return { kind: 'failed', outcome, cause, give: () => letRun(value, limit) }
  } catch (error) {
    limit.stopTimers()
    limit.dispose()
    const give = (): never => {
      throw error
    }
    return { kind: 'failed', outcome: endWith({ lease, limit, error }), cause: error, give }
  }
}

/** Providers print keys in their refusals. */
function withoutKey(failure: ProviderFailure, key: string): ProviderFailure {
  const printed = JSON.stringify(key).slice(1, -1)
  const clean = JSON.stringify(failure).replaceAll(printed, '[redacted]')
  return JSON.parse(clean) as ProviderFailure
}

/** The answer streams on: the caller's abort must reach it until its lease ends. */
function keepOn<T>(value: T, lease: OpenLease, limit: AttemptSignal): T {
  limit.stopTimers()
  lease.whenEnded(limit.dispose)
  return value
}

/** Bodies that may still be read: nobody tells when they are done, but for the garbage collector. */
const bodies = new FinalizationRegistry<() => void>((dispose) => dispose())

function letRun<T>(value: T, limit: AttemptSignal): T {
  limit.stopTimers()
  if (value instanceof Response && value.body) bodies.register(value, limit.dispose)
  else limit.dispose()
  return value
}

/** SDKs dress an abort up in many ways: who caused it is known better here. */
function endWith(options: { lease: Lease; limit: AttemptSignal; error: unknown }): Outcome {
  const { lease, limit, error } = options
  const { endedBy } = limit
  switch (endedBy) {
    case 'attempt':
      return lease.fail(limit.signal.reason)
    case 'caller':
    case 'deadline':
      lease.release()
      return 'aborted'
    case null:
      return lease.fail(error)
    default:
      return endedBy satisfies never
  }
}
