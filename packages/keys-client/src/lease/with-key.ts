import type { Outcome } from '@itqan/keys-contract'
import { attemptBackoff, backoffDelay } from '../backoff'
import { KeysClientError, NoKeyAvailable } from '../errors'
import { earliestThaw, explainPool, reasonsOf } from '../selection/explain'
import type { ProviderPool } from '../selection/provider-pool'
import { acquire, type AcquireContext } from './acquire'
import { attemptOnce, type FailedAttempt, type UseKey } from './attempt'
import type { OpenLease } from './lease'
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
  /** Most keys to try. Default: 5 that stay in play, and 10 with those that the attempt rules out. */
  maxAttempts?: number
}

interface Call<T> {
  context: AcquireContext & { random: () => number }
  provider: string
  options: WithKeyOptions
  fn: UseKey<T>
}

interface Limits {
  model: string | null
  signal: AbortSignal | undefined
  /** In milliseconds since 1970. */
  deadline: number | undefined
}

/**
 * Tries one key after another as long as another one can help.
 *
 * @throws what the last attempt threw; NoKeyAvailable when no key is left to try.
 */
export async function withKey<T>({ context, provider, options, fn }: Call<T>): Promise<T> {
  const { clock } = context
  const { signal, attemptTimeoutMs, maxAttempts } = options
  const deadline = deadlineOf(options, clock.now())
  const limits: Limits = { model: options.model ?? null, signal, deadline }
  const tried = new Set<string>()
  let last: FailedAttempt<T> | null = null
  let pauses = 0
  for (let number = 1; number <= (maxAttempts ?? MAX_TRIED); number += 1) {
    if (stillInPlay(context, { provider, model: limits.model, tried }) >= MAX_ATTEMPTS) break
    if (last && (isTransient(last.outcome) || context.lessor.isTroubled(provider))) {
      pauses += 1
      await pauseFor(context, limits, pauses)
    }
    const lease = await nextLease({ context, provider, limits, tried, isRetry: last !== null })
    if (!lease) break
    tried.add(lease.keyId)
    const cuts = { clock, signal, deadline, attemptTimeoutMs }
    const result = await attemptOnce({ lease, number, limits: cuts, fn })
    if (result.kind === 'done') return result.value
    last = result
    if (isOver(result, limits, clock.now())) return result.give()
  }
  return giveUp({ context, provider, limits, last })
}

/** Whether no other key can help any more. @throws KeysClientError after the deadline. */
function isOver<T>(
  { outcome, cause }: FailedAttempt<T>,
  { signal, deadline }: Limits,
  now: number,
): boolean {
  if (signal?.aborted) return true
  if (deadline !== undefined && now >= deadline) {
    throw new KeysClientError('deadline_exceeded', 'No answer before the deadline.', { cause })
  }
  return !canAnotherHelp(outcome)
}

async function pauseFor(
  { clock, random }: Call<unknown>['context'],
  { signal, deadline }: Limits,
  failures: number,
): Promise<void> {
  const pause = backoffDelay({ failures, ...attemptBackoff, random })
  const now = clock.now()
  // Whoever has little time left needs it for the next key.
  const left = deadline === undefined ? Infinity : (deadline - now) / 2
  await waitFor(null, { clock, until: now + Math.min(pause, left), signal })
}

/** How many of the keys that failed this call may be used again by the next. */
function stillInPlay(
  { snapshots, clock }: AcquireContext,
  { provider, model, tried }: { provider: string; model: string | null; tried: Set<string> },
): number {
  if (tried.size === 0) return 0
  const now = clock.now()
  const { pool } = snapshots.of(provider, now)
  return [...tried].filter((id) => pool.isEligible(id, model, now)).length
}

/** Another key than those tried; a tried one only if it had to rest and may work again. */
async function nextLease(options: {
  context: AcquireContext
  provider: string
  limits: Limits
  tried: Set<string>
  isRetry: boolean
}): Promise<OpenLease | null> {
  const { context, provider, limits, tried, isRetry } = options
  const { clock, snapshots } = context
  const now = clock.now()
  if (isRetry && snapshots.of(provider, now).pool.eligibleCount(limits.model, now) === 0) {
    tried.clear()
  }
  try {
    return await acquire(context, provider, { ...limits, exclude: tried })
  } catch (error) {
    if (isRetry && NoKeyAvailable.isInstance(error)) return null
    throw error
  }
}

function giveUp<T>(options: {
  context: AcquireContext
  provider: string
  limits: Limits
  last: FailedAttempt<T> | null
}): T {
  const { context, provider, limits, last } = options
  const now = context.clock.now()
  const { pool } = context.snapshots.of(provider, now)
  if (last && pool.eligibleCount(limits.model, now) > 0) return last.give()
  throw noKey({ provider, pool, model: limits.model, now, cause: last?.cause })
}

function noKey(options: {
  provider: string
  pool: ProviderPool
  model: string | null
  now: number
  cause: unknown
}): NoKeyAvailable {
  const { provider, pool, model, now, cause } = options
  const keys = explainPool(pool, { model, now })
  const thaw = earliestThaw(keys)
  const retryAfterMs = thaw === null ? null : Math.max(0, thaw - now)
  return new NoKeyAvailable({ provider, retryAfterMs, reasons: reasonsOf(keys), cause })
}

function deadlineOf({ deadline }: WithKeyOptions, now: number): number | undefined {
  return typeof deadline === 'number' ? now + deadline : deadline?.getTime()
}

function canAnotherHelp(outcome: Outcome): boolean {
  switch (outcome) {
    case 'invalid_key':
    case 'billing':
    case 'rate_limit':
    case 'model_unavailable':
    case 'overloaded':
    case 'network':
      return true
    case 'ok':
    case 'client_error':
    case 'aborted':
    case 'error':
      return false
    default:
      return outcome satisfies never
  }
}

/** Trouble that passes by itself: asking at once again would add to it. */
const isTransient = (outcome: Outcome) => outcome === 'overloaded' || outcome === 'network'
