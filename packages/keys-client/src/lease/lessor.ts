import type { CooldownTarget, Outcome } from '@itqan/keys-contract'
import type { Clock, Timer } from '../clock'
import type { Reporter } from '../reports/reporter'
import { type CorrelationGuard, createCorrelationGuard } from '../selection/correlation'
import type { Snapshots } from '../sync/snapshots'
import { describeUse, type UseVerdict } from './describe-use'
import { type FailedEnding, type LeaseHolder, OpenLease } from './lease'
import { createWakeups, type Wakeup } from '../wakeups'

export interface Wanted {
  model: string | null
  /** Ids that were tried already. */
  exclude?: ReadonlySet<string> | undefined
  /** The caller's own: what it aborts costs the key nothing. */
  signal?: AbortSignal | undefined
}

/** Gives keys out and takes them back. */
export interface Lessor {
  /** The best key now, without a wait; `null` when there is none, or none is known yet. */
  tryTake(provider: string, wanted: Wanted): OpenLease | null
  /** Whether the provider, and not its keys, was in trouble just now. */
  isTroubled(provider: string): boolean
  readonly openLeases: number
  /** Resolves when a lease ends. */
  nextEnd(): Wakeup
  /** Takes every lease back. */
  releaseAll(): void
  close(): void
}

interface LessorOptions {
  snapshots: Snapshots
  reporter: Reporter
  clock: Clock
  random: () => number
  /** A lease that is not ended after this time is taken back, in milliseconds. */
  leaseTimeoutMs: number
}

/** So long after correlated failures the provider counts as troubled, in milliseconds. */
const TROUBLED_MS = 10_000

/** Failures that several keys share when it is not the keys. */
const guessed: ReadonlySet<Outcome> = new Set(['invalid_key', 'billing', 'rate_limit'])

/** What the contract takes as a model's name; another is counted without it. */
const reportableModel = /^[\x21-\x7e]{1,200}$/

/** Where this machine stands is no news for others, nor what a model does that cannot be named. */
function isSharable({ scope, model }: CooldownTarget, lease: OpenLease): boolean {
  return scope !== 'provider' && (model === null || modelOf(lease) !== null)
}

function modelOf({ model }: OpenLease): string | null {
  return model !== null && reportableModel.test(model) ? model : null
}

export function createLessor(options: LessorOptions): Lessor {
  const { snapshots, reporter, clock, random, leaseTimeoutMs } = options
  /** In the order of their taking. */
  const open = new Set<OpenLease>()
  const guards = new Map<string, CorrelationGuard & { troubledUntil: number }>()
  const ends = createWakeups()
  let expiry: Timer | null = null

  function guardOf(provider: string) {
    const guard = guards.get(provider) ?? { ...createCorrelationGuard(), troubledUntil: 0 }
    guards.set(provider, guard)
    return guard
  }

  function planExpiry(ms: number): void {
    expiry = clock.after(ms, expire, { background: true })
  }

  function expire(): void {
    expiry = null
    const oldest = clock.now() - leaseTimeoutMs
    for (const lease of open) {
      if (lease.use.takenAt > oldest) return planExpiry(lease.use.takenAt - oldest)
      lease.release()
    }
  }

  const holder: LeaseHolder = {
    end(lease, ending) {
      open.delete(lease)
      ends.wake()
      const now = clock.now()
      if (ending.kind === 'ok') return endWell(lease, now)
      const verdict = judge(lease, ending, now)
      lease.use.pool.end(lease.use.grant, { result: verdict.result, now })
      tell(lease, verdict, now)
      return verdict.outcome
    },
  }

  /** Almost every use ends here: nothing is looked at that only failures need. */
  function endWell(lease: OpenLease, now: number): 'ok' {
    const { pool, grant, provider } = lease.use
    pool.end(grant, { result: 'success', now })
    guards.get(provider)?.succeeded()
    reporter.record({ keyId: lease.keyId, model: modelOf(lease), outcome: 'ok', at: now }, false)
    return 'ok'
  }

  function judge(lease: OpenLease, ending: FailedEnding, now: number): UseVerdict {
    const { provider, model, pool, signal, grant } = lease.use
    const { key } = grant.state
    const verdict = describeUse({
      provider,
      model,
      key,
      ending,
      signal,
      now,
      random,
      restsOf: pool.restsOf,
    })
    const { rest, outcome, isHinted } = verdict
    if (!rest) return verdict
    // A hint says of itself whose rest it is; only a guess may be wrong about it.
    const isGuess = !isHinted && guessed.has(outcome)
    const guard = guardOf(provider)
    const wrongly = isGuess
      ? guard.failed({
          outcome,
          keyId: key.id,
          pool: key.quotaPool ?? key.id,
          target: rest.target,
          at: now,
        })
      : null
    if (!wrongly) {
      pool.rest(rest.target, { outcome, until: rest.until, isGuess })
      return verdict
    }
    guard.troubledUntil = now + TROUBLED_MS
    for (const target of wrongly) pool.withdraw(target)
    return { ...verdict, rest: null, exact: false }
  }

  function tell(lease: OpenLease, verdict: UseVerdict, now: number): void {
    const { outcome, rest, exact, quotaPool, lastError } = verdict
    const shared = rest && isSharable(rest.target, lease) ? rest : undefined
    reporter.record(
      {
        keyId: lease.keyId,
        model: modelOf(lease),
        outcome,
        at: now,
        rest: shared,
        exact,
        quotaPool: (lease.use.grant.state.key.quotaPool === null && quotaPool) || undefined,
        lastError: lastError ?? undefined,
      },
      shared !== undefined || exact,
    )
  }

  return {
    tryTake(provider, { model, exclude, signal }) {
      const now = clock.now()
      const snapshot = snapshots.of(provider, now)
      if (!snapshot.isUsable(now)) {
        snapshot.refreshIfDue(now)
        return null
      }
      const { pool } = snapshot
      const grant = pool.take({ model, now, exclude })
      if (!grant) return null
      const lease = new OpenLease({ grant, pool, provider, model, takenAt: now, signal }, holder)
      open.add(lease)
      if (!expiry) planExpiry(leaseTimeoutMs)
      return lease
    },
    isTroubled: (provider) => clock.now() < (guards.get(provider)?.troubledUntil ?? 0),
    get openLeases() {
      return open.size
    },
    nextEnd: ends.next,
    releaseAll() {
      for (const lease of open) lease.release()
    },
    close() {
      expiry?.cancel()
    },
  }
}
