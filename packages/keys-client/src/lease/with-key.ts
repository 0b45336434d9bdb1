import { isFailure, type Outcome } from '@itqan/keys-contract'
import { attemptBackoff, backoffDelay } from '../backoff'
import { KeysClientError, NoKeyAvailable } from '../errors'
import { acquire, type AcquireContext } from './acquire'
import { attemptOnce, type AttemptResult, type FailedAttempt, type UseKey } from './attempt'
import { deadlineOf } from './deadline'
import type { OpenLease } from './lease'
import { noKey } from './no-key'
import { type CallTrace, traceCall } from '../telemetry/call-trace'
import { waitFor } from '../wait'

/** Most keys that one call may try and leave in play. One that its attempt rules out does not count … */
const MAX_ATTEMPTS = 5

/** … up to so many keys in all. */
const MAX_TRIED = 10

export interface WithKeyOptions {
  /** The model that is called: what rests for another model does not matter then. */
  model?: string
  /** Ends the whole call, and costs no key anything. */
  signal?: AbortSignal
  /**
   * Until when an answer must be there: a time, or milliseconds from now. Resting keys are waited for
   * as far as it allows; without one they are not.
   */
  deadline?: Date | number
  /** Longest time for one key, in milliseconds: after it the next key is tried. Default none. */
  attemptTimeoutMs?: number
  /**
   * Most keys to try. Five at most stay in play; keys that their attempt rules out (dead, limited,
   * out of money) do not count among them. Default 10 in all.
   */
  maxAttempts?: number
}

interface Call<T> {
  context: AcquireContext & { random: () => number }
  provider: string
  options: WithKeyOptions
  fn: UseKey<T>
}

interface Limits {
  provider: string
  model: string | null
  signal: AbortSignal | undefined
  /** A steady moment, in milliseconds. */
  deadline: number | undefined
}

/**
 * Tries one key after another as long as another one can help.
 *
 * @throws what the last attempt threw; NoKeyAvailable when no key is left to try.
 */
export function withKey<T>(call: Call<T>): Promise<T> {
  const { provider, options } = call
  return traceCall({ provider, model: options.model ?? null }, (trace) => tryKeys(call, trace))
}

async function tryKeys<T>(
  { context, provider, options, fn }: Call<T>,
  trace: CallTrace,
): Promise<T> {
  const { clock } = context
  const { signal, attemptTimeoutMs, maxAttempts = MAX_TRIED } = options
  const deadline = deadlineOf(options.deadline, clock)
  const limits: Limits = { provider, model: options.model ?? null, signal, deadline }
  const tried = new Set<string>()
  let last: FailedAttempt<T> | null = null
  let pauses = 0
  for (let number = 1; number <= Math.max(1, maxAttempts); number += 1) {
    if (last) {
      if (!prepareRetry(context, limits, tried)) break
      if (isTroubled(context, provider, last)) {
        pauses += 1
        await pauseFor(context, limits, pauses)
      }
    }
    const wanted: NextLease = { context, limits, tried, isRetry: last !== null }
    const lease = takeAtOnce(wanted) ?? (await nextLease(wanted))
    if (!lease) break
    last?.discard()
    const cuts = { clock, signal, deadline, attemptTimeoutMs }
    const result: AttemptResult<T> = await trace.attempt(lease, () =>
      attemptOnce({ lease, number, limits: cuts, fn }),
    )
    if (result.kind === 'done') return result.value
    tried.add(lease.keyId)
    last = result
    if (isOver(result, limits, clock.steady())) return result.give()
  }
  return giveUp(context, limits, last)
}

/** Whether asking again at once would add to what is wrong. */
function isTroubled<T>(
  { lessor }: AcquireContext,
  provider: string,
  { outcome }: FailedAttempt<T>,
): boolean {
  return isTransient(outcome) || lessor.isTroubled(provider)
}

/** Whether no other key can help any more. @throws KeysClientError after the deadline. */
function isOver<T>(
  { outcome, endedBy, isFinal, cause }: FailedAttempt<T>,
  { signal, deadline }: Limits,
  steadyNow: number,
): boolean {
  if (signal?.aborted) return true
  const wouldGoOn = !isFinal && canAnotherHelp(outcome)
  const isLate = deadline !== undefined && steadyNow >= deadline
  if (endedBy === 'deadline' || (wouldGoOn && isLate)) {
    throw new KeysClientError('deadline_exceeded', 'No answer before the deadline.', { cause })
  }
  return !wouldGoOn
}

/**
 * Whether there is another key to try now, or to wait for. When all rest, those tried may be tried
 * again once they are over.
 */
function prepareRetry(context: AcquireContext, limits: Limits, tried: Set<string>): boolean {
  const { snapshots, clock } = context
  const { provider, model, deadline } = limits
  const now = clock.now()
  const { pool } = snapshots.of(provider, clock.steady())
  const eligible = pool.eligibleCount(model, now)
  const inPlay = [...tried].filter((id) => pool.isEligible(id, model, now)).length
  if (inPlay >= MAX_ATTEMPTS) return false
  if (eligible > 0) return eligible > inPlay
  tried.clear()
  return deadline !== undefined
}

async function pauseFor(
  { clock, random }: Call<unknown>['context'],
  { signal, deadline }: Limits,
  failures: number,
): Promise<void> {
  const pause = backoffDelay({ failures, ...attemptBackoff, random })
  const steadyNow = clock.steady()
  // Whoever has little time left needs it for the next key.
  const left = deadline === undefined ? Infinity : (deadline - steadyNow) / 2
  await waitFor(null, { clock, until: steadyNow + Math.min(pause, left), signal })
}

interface NextLease {
  context: AcquireContext
  limits: Limits
  tried: Set<string>
  isRetry: boolean
}

/** Almost every call finds a key without a wait. */
function takeAtOnce({ context, limits, tried }: NextLease): OpenLease | null {
  const { provider, model, signal } = limits
  if (signal?.aborted) return null
  const exclude = tried.size > 0 ? tried : undefined
  return context.lessor.tryTake(provider, { model, exclude, signal })
}

async function nextLease(wanted: NextLease): Promise<OpenLease | null> {
  const { context, limits, tried, isRetry } = wanted
  try {
    return await acquire(context, limits.provider, { ...limits, exclude: tried })
  } catch (error) {
    if (isRetry && NoKeyAvailable.isInstance(error)) return null
    throw error
  }
}

function giveUp<T>(context: AcquireContext, limits: Limits, last: FailedAttempt<T> | null): T {
  const { provider, model } = limits
  const { clock, snapshots } = context
  const now = clock.now()
  const { pool } = snapshots.of(provider, clock.steady())
  if (last && pool.eligibleCount(model, now) > 0) return last.give()
  last?.discard()
  throw noKey({ provider, pool, model, now, cause: last?.cause }).error
}

/** What nobody classified may be the caller's own doing. */
const canAnotherHelp = (outcome: Outcome) => isFailure(outcome) && outcome !== 'error'

/** Trouble that passes by itself. */
const isTransient = (outcome: Outcome) => outcome === 'overloaded' || outcome === 'network'
