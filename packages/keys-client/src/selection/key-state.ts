import { decayErrors, ERROR_HALF_LIFE_MS, type PooledKey } from '@itqan/keys-contract'

/** A key of the snapshot with what this process knows besides. Changed in place: it is the hot path. */
export interface KeyState {
  key: PooledKey
  slot: number
  /** Uses since the snapshot, on top of a head start that the snapshot gave. */
  uses: number
  /** `uses` when the snapshot brought the key last. */
  usesAtPut: number
  inFlight: number
  /** Errors as of `errorsAt`, each halved every {@link ERROR_HALF_LIFE_MS}. */
  errors: number
  errorsAt: number
  /** `errors` now, rounded: what keys are compared by. */
  level: number
  /** The number of the take that chose this key last. */
  lastTake: number
  /** The rank: `first`, then `then`, then `tie`; the least is taken. */
  first: number
  then: number
  tie: number
}

/** How many uses a key may be ahead of the others, or behind: a new key must not get every call. */
const HEAD_START = 10

/** A key that has just come, in the order of the dashboard and never far from those that are there. */
export function newKeyState(options: {
  key: PooledKey
  slot: number
  /** The least used of those that are there. */
  least: KeyState | undefined
  /** The least `usageCount` of those that come with it. */
  leastCount: number
}): KeyState {
  const { key, slot, least, leastCount } = options
  const ahead = key.usageCount - (least ? totalOf(least) : leastCount)
  const uses = (least?.uses ?? 0) + Math.max(-HEAD_START, Math.min(ahead, HEAD_START))
  return {
    key,
    slot,
    uses,
    usesAtPut: uses,
    inFlight: 0,
    errors: 0,
    errorsAt: 0,
    level: 0,
    lastTake: 0,
    first: 0,
    then: 0,
    tie: 0,
  }
}

export function leastUsed(states: Iterable<KeyState>): KeyState | undefined {
  let least: KeyState | undefined
  for (const state of states) if (!least || state.uses < least.uses) least = state
  return least
}

/** The key's lifetime uses, as far as this process knows. */
function totalOf({ key, uses, usesAtPut }: KeyState): number {
  return key.usageCount + uses - usesAtPut
}

/** Errors as they count now. */
export function decayedErrors(state: Pick<KeyState, 'errors' | 'errorsAt'>, now: number): number {
  return decayErrors(state.errors, now - state.errorsAt)
}

/** When the rounded errors fall next, in the clock's milliseconds; `Infinity` for a level of zero. */
export function nextLevelAt(state: KeyState): number {
  if (state.level === 0) return Infinity
  const ratio = state.errors / (state.level - 0.5)
  return state.errorsAt + Math.max(0, Math.log2(ratio)) * ERROR_HALF_LIFE_MS + 1
}

export function isBefore(a: KeyState, b: KeyState): boolean {
  if (a.first !== b.first) return a.first < b.first
  if (a.then !== b.then) return a.then < b.then
  return a.tie < b.tie
}
