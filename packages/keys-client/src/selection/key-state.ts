import { decayErrors, ERROR_HALF_LIFE_MS, type PooledKey } from '@itqan/keys-contract'

/** A key of the snapshot with what this process knows besides. Changed in place: it is the hot path. */
export interface KeyState {
  key: PooledKey
  slot: number
  weight: number
  /** Uses since the snapshot, on top of a head start that the snapshot gave; told for this weight. */
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
  /** When its next turn is: each key has as many turns a round as it weighs. */
  due: number
  /** The round from which its turns are counted, and how many it has had since. */
  turnsFrom: number
  turns: number
  /** The rank: `first`, then `then`, then `tie`; the least is taken. */
  first: number
  then: number
  tie: number
}

/** How many uses a key may be ahead of the others, or behind: a new key must not get every call. */
const HEAD_START = 10

/** Where keys that have just come begin: in the order of the dashboard, near those that are there. */
export interface Start {
  /** The load of the least used, here and in its whole life. */
  load: number
  lifetimeLoad: number
  /** The load that a key may be ahead or behind. */
  reach: number
  /** Where the round stands. */
  round: number
}

export function startOf(
  keys: readonly PooledKey[],
  there: { states: Iterable<KeyState>; round: number },
): Start {
  let least: KeyState | undefined
  let heaviest = Math.max(1, ...keys.map(weightOf))
  for (const state of there.states) {
    heaviest = Math.max(heaviest, state.weight)
    if (!least || loadOf(state) < loadOf(least)) least = state
  }
  return {
    load: least ? loadOf(least) : 0,
    lifetimeLoad: least
      ? totalOf(least) / least.weight
      : Math.min(...keys.map((key) => key.usageCount / weightOf(key))),
    reach: HEAD_START / heaviest,
    round: there.round,
  }
}

export function newKeyState(options: { key: PooledKey; slot: number; start: Start }): KeyState {
  const { key, slot, start } = options
  const weight = weightOf(key)
  const ahead = key.usageCount / weight - start.lifetimeLoad
  const uses = weight * (start.load + Math.max(-start.reach, Math.min(ahead, start.reach)))
  return {
    key,
    slot,
    weight,
    uses,
    usesAtPut: uses,
    inFlight: 0,
    errors: 0,
    errorsAt: 0,
    level: 0,
    lastTake: 0,
    due: dueOf({ weight, turnsFrom: start.round, turns: 0 }),
    turnsFrom: start.round,
    turns: 0,
    first: 0,
    then: 0,
    tie: 0,
  }
}

/** What keys are compared by: a key of weight 2 has two uses where others have one. */
export function loadOf({ uses, weight }: KeyState): number {
  return uses / weight
}

/** A dashboard of before tells no weight. */
function weightOf({ weight = 1 }: { weight?: number }): number {
  return weight
}

/** Gives a key another weight where it stands: it neither makes up for its past nor pays for it. */
export function reweigh(state: KeyState, { key, round }: { key: PooledKey; round: number }): void {
  const weight = weightOf(key)
  if (weight === state.weight) return
  state.uses *= weight / state.weight
  state.weight = weight
  countTurnsFrom(state, round)
}

/** Counts a turn of the key. @returns where the round stands then. */
export function takeTurn(state: KeyState, round: number): number {
  const isLate = state.due < round
  const stands = isLate ? round : state.due
  // A key that rested has one turn at once, and none of those that it missed.
  if (isLate) countTurnsFrom(state, round)
  else {
    state.turns += 1
    state.due = dueOf(state)
  }
  return stands
}

function countTurnsFrom(state: KeyState, round: number): void {
  state.turnsFrom = round
  state.turns = 0
  state.due = dueOf(state)
}

/** In the middle of its part of the round: so the turns of heavy and light keys lie between each other. */
function dueOf({ turnsFrom, turns, weight }: Pick<KeyState, 'turnsFrom' | 'turns' | 'weight'>) {
  return turnsFrom + (turns + 0.5) / weight
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
