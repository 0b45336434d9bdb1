import type { Ledgers, Stored } from '../collect'
import type { OperatedKey } from '../operator'
import type { ClientRun } from '../stack/clients'
import { type CallerFailure, type Excuse, excuseOf } from './caller-failures'
import { type CountVerdict, judgeCounts, unsentBefore } from './counts'
import { type Applied, disturbances } from './disturbance'
import { type Recovery, recoveryOf, type Sample } from './recovery'
import { lateUses, promised, type WrongUse, type WrongUseFacts, wrongUses } from './wrong-uses'

export interface Facts {
  applied: readonly Applied[]
  samples: readonly Sample[]
  runs: readonly ClientRun[]
  keys: readonly OperatedKey[]
  ledgers: Ledgers
  stored: Stored
  exits: readonly DrainedExit[]
}

/** How a dashboard ended that was told to. */
export interface DrainedExit {
  /** `null`: it had to be killed. */
  code: number | null
  ms: number
  /** It has an address for readiness, and so ends in order; one without is of before that. */
  isDraining: boolean
}

/** A dashboard ends within this time, in milliseconds. */
const EXIT_MS = 5_000

export interface Verdict {
  wrong: WrongUse[]
  failures: (CallerFailure & { excuse: Excuse | null })[]
  counts: CountVerdict
  recoveries: (Recovery & { applied: Applied })[]
  /** See `lateUses`. */
  lateMs: number[]
  /** Every loss, in one sentence each. None: the run has passed. */
  losses: string[]
}

/** Holds what was promised against what was written down. */
export function judge(facts: Facts): Verdict {
  const { applied, samples, runs, keys, ledgers, stored } = facts
  const disturbed = {
    keys: disturbances(applied, 'keys'),
    provider: disturbances(applied, 'provider'),
  }
  const revokedAt = new Map(
    keys.flatMap(({ id, revokedAt: at }) => (at === null ? [] : [[id, at] as const])),
  )
  const told: WrongUseFacts = {
    uses: ledgers.handed,
    revokedAt,
    open: ledgers.open,
    disturbed: disturbed.keys,
    bounds: promised,
  }
  const wrong = wrongUses(told)
  const outages = applied
    .filter(({ disturbs }) => disturbs.includes('keys'))
    .map(({ begin, end }) => ({ from: begin, to: end }))
  const counts = judgeCounts({
    uses: ledgers.counted,
    stored: stored.uses,
    killed: runs.flatMap(({ name: run, killedAt }) =>
      killedAt === null ? [] : [{ run, unsent: unsentBefore(killedAt, outages) }],
    ),
  })
  const failures = ledgers.failures.map((failure) => ({
    ...failure,
    excuse: excuseOf(failure, disturbed),
  }))
  const recoveries = applied.map((fault) => ({
    applied: fault,
    ...recoveryOf(fault, samples, applied),
  }))
  const lateMs = lateUses(told)
  const verdict = { wrong, failures, counts, recoveries, lateMs }
  return { ...verdict, losses: lossesOf(verdict, facts) }
}

function lossesOf(verdict: Omit<Verdict, 'losses'>, facts: Facts): string[] {
  const { wrong, failures, counts, recoveries } = verdict
  return [
    ...wrong.map(
      ({ run, keyId, lateMs, broken }) =>
        `${run} used key ${keyId} ${lateMs} ms after its revocation (${broken})`,
    ),
    ...failures
      .filter(({ excuse }) => excuse === null)
      .map(
        ({ run, code, from, at }) =>
          `${run}: a call failed with ${code} after ${at - from} ms, begun at ${time(from)}, although a key could be had`,
      ),
    ...counts.wrong.map(
      ({ keyId, used, stored, allowed }) =>
        `key ${keyId} was used ${used} times, ${stored} are stored, ${allowed} may be lost with a kill`,
    ),
    ...recoveries
      .filter(({ all, applied }) => all === null || all > applied.recoveryMs)
      .map(
        ({ all, applied }) =>
          `no recovery within ${applied.recoveryMs / 1_000} s from: ${applied.fault} (${all === null ? 'never' : `${all} ms`})`,
      ),
    ...lossesOfBooks(facts),
  ]
}

/** What the books themselves must fulfil. */
function lossesOfBooks({ ledgers, stored, keys, exits }: Facts): string[] {
  const names = new Map(keys.map(({ id, name }) => [id, name]))
  const handed = new Map(ledgers.handed.map(({ use, keyId }) => [use, names.get(keyId)]))
  const strangers = ledgers.provider.filter(({ use, keyName }) => handed.get(use ?? '') !== keyName)
  return [
    ...(strangers.length > 0
      ? [`the provider was called ${strangers.length} times in a way that no client knows of`]
      : []),
    ...ledgers.closed.flatMap(({ run, totals }) => {
      if (!totals) return [`${run} did not end in time`]
      if (totals.pending + totals.dropped === 0) return []
      return [`${run} ended with ${totals.pending} uses unsent and ${totals.dropped} refused`]
    }),
    ...exits
      .filter(({ code, ms, isDraining }) => isDraining && (code !== 0 || ms > EXIT_MS))
      .map(({ code, ms }) => `a dashboard ended with ${code ?? 'a kill'} ${ms} ms after SIGTERM`),
    ...stored.unequal.map((id) => `the uses of key ${id} by minute and hour do not add up`),
    ...(stored.auditProblem === null ? [] : [`the audit is broken: ${stored.auditProblem}`]),
    ...(stored.newest > stored.epoch
      ? [`the epoch is ${stored.epoch}, and something bears ${stored.newest}`]
      : []),
  ]
}

const time = (at: number) => new Date(at).toISOString().slice(11, 23)
