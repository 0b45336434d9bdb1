import type { Outcome } from '@itqan/keys-contract'
import { readFailure } from '../outcome/read-failure'
import { readResponse } from '../outcome/read-response'
import { redactData } from '../redact'
import {
  type AttemptLimits,
  type AttemptSignal,
  createAttemptSignal,
  type EndedBy,
} from './attempt-signal'
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
  endedBy: EndedBy | null
  /** The function has kept the lease: its failure is the call's. */
  isFinal: boolean
  /** What failed, as plain data without the key. */
  cause: unknown
  give: () => T
  /** Nobody will read the answer. */
  discard: () => void
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
  let isFinal = false
  const keep = () => {
    isFinal = true
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
    if (isFinal) return { kind: 'done', value: keepOn(value, lease, limit) }
    if (!isResponse(value) || value.ok) {
      lease.ok()
      return { kind: 'done', value: letRun(value, limit) }
    }
    return await refused({ value, response: value, lease, limit, withinLimits })
  } catch (error) {
    release(limit)
    const give = (): never => {
      throw error
    }
    const cause = redactData(readFailure(error), lease.key)
    const outcome = endWith({ lease, limit, error })
    const { endedBy } = limit
    return { kind: 'failed', outcome, endedBy, isFinal, cause, give, discard: () => {} }
  }
}

async function refused<T>(options: {
  value: T
  response: Response
  lease: OpenLease
  limit: AttemptSignal
  withinLimits: <R>(job: PromiseLike<R>) => R | PromiseLike<R>
}): Promise<FailedAttempt<T>> {
  const { value, response, lease, limit, withinLimits } = options
  const failure = await withinLimits(readResponse(response))
  release(limit)
  return {
    kind: 'failed',
    outcome: lease.fail(failure),
    endedBy: null,
    isFinal: false,
    cause: redactData(failure, lease.key),
    give: () => value,
    // Else its connection stays taken.
    discard: () => void response.body?.cancel().catch(() => {}),
  }
}

/** Of this realm or of another: undici's own and node-fetch's are no instances of the global one. */
function isResponse(value: unknown): value is Response {
  if (value instanceof Response) return true
  return (
    typeof value === 'object' &&
    value !== null &&
    'ok' in value &&
    typeof value.ok === 'boolean' &&
    'status' in value &&
    typeof value.status === 'number' &&
    'clone' in value &&
    'headers' in value
  )
}

/** The answer streams on: the caller's abort must reach it until its lease ends. */
function keepOn<T>(value: T, lease: OpenLease, limit: AttemptSignal): T {
  limit.stopTimers()
  lease.whenEnded(() => limit.dispose())
  return value
}

/** Bodies that may still be read: nobody tells when they are done, but for the garbage collector. */
const bodies = new FinalizationRegistry<() => void>((dispose) => dispose())

function letRun<T>(value: T, limit: AttemptSignal): T {
  // What nothing limits holds nothing.
  if (!limit.cut) return value
  limit.stopTimers()
  if (value instanceof Response && value.body) bodies.register(value, limit.dispose)
  else limit.dispose()
  return value
}

function release(limit: AttemptSignal): void {
  limit.stopTimers()
  limit.dispose()
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
