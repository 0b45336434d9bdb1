import type { CooldownTarget, Outcome } from '@itqan/keys-contract'
import type { Clock } from '../clock'
import type { Reporter } from '../reports/reporter'
import { type CorrelationGuard, createCorrelationGuard } from '../selection/correlation'
import type { Snapshots } from '../sync/snapshots'
import { describeUse, type UseVerdict } from './describe-use'
import { type LeaseHolder, OpenLease, type QuietEnding, type ThrownEnding } from './lease'
import { createOpenLeases } from './open-leases'
import { activeUse } from '../telemetry/active-span'
import type { UseCounts } from './use-counts'
import type { Wakeup } from '../wakeups'

export interface Wanted {
  model: string | null
  /** Ids that were tried already. */
  exclude?: ReadonlySet<string> | undefined
  /** The caller's own: what it aborts costs the key nothing. */
  signal?: AbortSignal | undefined
  /** The steady moment, for a caller who has just read it. */
  steadyNow?: number | undefined
}

/** Gives keys out and takes them back. */
export interface Lessor {
  /** The best key now, without a wait; `null` when there is none, or none is known yet. */
  tryTake(provider: string, wanted: Wanted): OpenLease | null
  /** Notes that somebody went without a key. @returns none. */
  miss(provider: string): null
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
  counts: UseCounts
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
  const { snapshots, reporter, counts, clock, random, leaseTimeoutMs } = options
  const open = createOpenLeases({ clock, leaseTimeoutMs })
  const guards = new Map<string, CorrelationGuard & { troubledUntil: number }>()

  function guardOf(provider: string) {
    const guard = guards.get(provider) ?? { ...createCorrelationGuard(), troubledUntil: -Infinity }
    guards.set(provider, guard)
    return guard
  }

  const holder: LeaseHolder = {
    end(lease, ending) {
      open.remove(lease)
      const now = clock.now()
      if (ending.kind !== 'thrown') return endQuietly(lease, ending, now)
      const verdict = judge(lease, ending, now)
      lease.use.pool.end(lease.use.grant, { result: verdict.result, now })
      lease.use.counts.ended[verdict.outcome] += 1
      tell(lease, verdict, now)
      return verdict.outcome
    },
  }

  /** Almost every use ends here: nothing is looked at that only failures need. */
  function endQuietly(lease: OpenLease, { kind }: QuietEnding, now: number): 'ok' | 'aborted' {
    const { pool, grant, provider, counts: own, trace } = lease.use
    const outcome = kind === 'ok' ? 'ok' : 'aborted'
    own.ended[outcome] += 1
    pool.end(grant, { result: kind === 'ok' ? 'success' : 'neutral', now })
    if (kind === 'ok' && guards.size > 0) guards.get(provider)?.succeeded()
    const model = modelOf(lease)
    reporter.record(
      { keyId: grant.state.key.id, model, outcome, at: now, within: trace?.within },
      false,
    )
    return outcome
  }

  function judge(lease: OpenLease, ending: ThrownEnding, now: number): UseVerdict {
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
    const steadyNow = clock.steady()
    // A hint says of itself whose rest it is; only a guess may be wrong about it.
    const isGuess = !isHinted && guessed.has(outcome)
    const guard = guardOf(provider)
    const wrongly = isGuess
      ? guard.failed({
          outcome,
          keyId: key.id,
          pool: key.quotaPool ?? key.id,
          target: rest.target,
          at: steadyNow,
        })
      : null
    if (!wrongly) {
      pool.rest(rest.target, { outcome, until: rest.until, isGuess, now })
      return verdict
    }
    guard.troubledUntil = steadyNow + TROUBLED_MS
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
        within: lease.use.trace?.within,
        rest: shared,
        exact,
        quotaPool: (lease.use.grant.state.key.quotaPool === null && quotaPool) || undefined,
        lastError: lastError ?? undefined,
      },
      shared !== undefined || exact,
    )
  }

  return {
    tryTake(provider, { model, exclude, signal, steadyNow = clock.steady() }) {
      const snapshot = snapshots.of(provider, steadyNow)
      if (!snapshot.isUsable(steadyNow)) {
        snapshot.refreshIfDue(steadyNow)
        return null
      }
      const { pool } = snapshot
      // Reading a clock takes as long as all the rest: it is not read for a pool that time does not change.
      const now = pool.nextChangeAt === Infinity ? 0 : clock.now()
      const grant = pool.take({ model, now, exclude })
      if (!grant) return null
      const own = counts.of(provider)
      own.granted += 1
      const within = activeUse()
      const trace = within ? { within } : null
      const lease = new OpenLease(
        {
          grant,
          pool,
          provider,
          model,
          takenAt: steadyNow,
          signal,
          counts: own,
          trace,
          earlier: null,
          later: null,
        },
        holder,
      )
      open.add(lease)
      return lease
    },
    miss(provider) {
      counts.of(provider).missed += 1
      return null
    },
    isTroubled: (provider) => clock.steady() < (guards.get(provider)?.troubledUntil ?? -Infinity),
    get openLeases() {
      return open.size
    },
    nextEnd: open.nextEnd,
    releaseAll: open.releaseAll,
    close: open.close,
  }
}
