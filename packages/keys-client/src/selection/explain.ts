import type { CooldownScope, Outcome } from '@itqan/keys-contract'
import { type Gate, isPassable } from './gate'
import { decayedErrors, isBefore, type KeyState } from './key-state'
import type { ProviderPool } from './provider-pool'

/** Why a key is not to be used now. */
export interface Hindrance {
  /** `resting` until a time, or on `trial`: rested, and its one trial use is under way. */
  kind: 'resting' | 'trial'
  scope: CooldownScope
  /** The model that rests; `null` for every model. */
  model: string | null
  outcome: Outcome
  /** When the rest ends or ended. */
  until: Date
}

/** One key as selection sees it. Holds no secret. */
export interface KeyExplanation {
  keyId: string
  name: string
  quotaPool: string | null
  isEligible: boolean
  /** Empty for an eligible key. */
  hindrances: Hindrance[]
  /** Errors, each halved every ten minutes. */
  recentErrors: number
  /** Uses as they count in the order, this process's own included. */
  uses: number
  /** A key of weight 2 is used twice as often as one of weight 1. */
  weight: number
  inFlight: number
}

/** How often one cause keeps keys back. */
export interface Reason {
  outcome: Outcome
  scope: CooldownScope
  /** Keys that it keeps back. */
  keys: number
  /** The earliest end of such a rest. */
  until: Date
}

/** Every key of a pool, the one that would be taken next first. */
export function explainPool(
  pool: ProviderPool,
  { model, now }: { model: string | null; now: number },
): KeyExplanation[] {
  const rows = Array.from(pool.states(), (state) => {
    const gates = pool.gatesBefore(state.key, model, now)
    return { state, hindrances: hindrancesOf(gates), isSpent: pool.isSpent(state.key, model) }
  })
  return rows.toSorted(byTurn).map(({ state, hindrances }) => ({
    keyId: state.key.id,
    name: state.key.name,
    quotaPool: state.key.quotaPool,
    isEligible: hindrances.length === 0,
    hindrances,
    recentErrors: decayedErrors(state, now),
    uses: state.uses,
    weight: state.weight,
    inFlight: state.inFlight,
  }))
}

interface Row {
  state: KeyState
  hindrances: Hindrance[]
  isSpent: boolean
}

function byTurn(a: Row, b: Row): number {
  const kept = Number(a.hindrances.length > 0) - Number(b.hindrances.length > 0)
  const later = Number(a.isSpent) - Number(b.isSpent)
  return kept || later || (isBefore(a.state, b.state) ? -1 : 1)
}

function hindrancesOf(gates: readonly Gate[]): Hindrance[] {
  return gates
    .filter((gate) => !isPassable(gate))
    .map(({ target, outcome, until, thawed }) => ({
      kind: thawed ? 'trial' : 'resting',
      scope: target.scope,
      model: target.model,
      outcome,
      until: new Date(until),
    }))
}

/** Why nothing is left, the cause that keeps most keys back first. */
export function reasonsOf(keys: readonly KeyExplanation[]): Reason[] {
  const reasons = new Map<string, Reason>()
  for (const { outcome, scope, until } of keys.flatMap(({ hindrances }) => hindrances)) {
    const name = `${outcome} ${scope}`
    const known = reasons.get(name) ?? { outcome, scope, keys: 0, until }
    const earliest = until < known.until ? until : known.until
    reasons.set(name, { ...known, keys: known.keys + 1, until: earliest })
  }
  return [...reasons.values()].toSorted((a, b) => b.keys - a.keys)
}

/**
 * When the first key's rest ends, in milliseconds since 1970; `null` when no key only rests: then
 * there is none, or all are on trial.
 */
export function earliestThaw(keys: readonly KeyExplanation[]): number | null {
  const thaws = keys
    .filter(({ hindrances }) => hindrances.length > 0)
    .filter(({ hindrances }) => hindrances.every(({ kind }) => kind === 'resting'))
    .map(({ hindrances }) => Math.max(...hindrances.map(({ until }) => until.getTime())))
  return thaws.length > 0 ? Math.min(...thaws) : null
}
