import type { Cooldown, CooldownTarget, Outcome, PooledKey } from '@itqan/keys-contract'
import { type Gate, isPassable } from './gate'
import { createGates } from './gates'
import {
  decayedErrors,
  type KeyState,
  newKeyState,
  nextLevelAt,
  reweigh,
  startOf,
  takeTurn,
} from './key-state'
import { bestOf, createLanes } from './lanes'
import { createQuotaPools } from './quota-pools'
import type { Strategy } from './strategy'

/** One key on its way to a call, with the gates that its use passes through. */
export interface Grant {
  readonly state: KeyState
  readonly gates: readonly Gate[]
}

interface Wanted {
  model: string | null
  now: number
  /** Ids that were tried already. */
  exclude?: ReadonlySet<string> | undefined
}

/** The keys of one provider, ready to give out the best in well under a microsecond. */
export interface ProviderPool {
  readonly size: number
  /** When time alone changes something next; `Infinity` when it never does. */
  readonly nextChangeAt: number
  /** The best key that may be used now, counted as used; `null` when there is none. */
  take(wanted: Wanted): Grant | null
  /** A use has ended. */
  end(grant: Grant, how: { result: 'success' | 'failure' | 'neutral'; now: number }): void
  rest(target: CooldownTarget, how: { outcome: Outcome; until: number; isGuess: boolean }): void
  /** Takes back a rest that was a guess. */
  withdraw(target: CooldownTarget): void
  /** How often in a row this target has rested before. */
  restsOf(target: CooldownTarget): number
  /** The dashboard knows of this rest. */
  confirm(target: CooldownTarget, until: number): void
  merge(cooldowns: readonly Cooldown[], now: number): void
  /** Adds keys and replaces those of the same id. */
  put(keys: readonly PooledKey[], now: number): void
  remove(ids: readonly string[]): void
  clear(): void
  eligibleCount(model: string | null, now: number): number
  /** How many targets rest: keys, quota pools or the provider, for one model or for all. */
  restingCount(): number
  isEligible(id: string, model: string | null, now: number): boolean
  states(): Iterable<KeyState>
  gatesBefore(key: PooledKey, model: string | null, now: number): readonly Gate[]
}

interface ProviderPoolOptions {
  strategy: Strategy
  /** Uniform in [0, 1). */
  random: () => number
  /** Told whenever a key may have become eligible. */
  onChange: () => void
}

export function createProviderPool(options: ProviderPoolOptions): ProviderPool {
  const { strategy, random, onChange } = options
  const states = new Map<string, KeyState>()
  const quotaPools = createQuotaPools()
  const lanes = createLanes(() => states.values(), mayUse)
  const freeSlots: number[] = []
  const gates = createGates(reconsider)
  let nextLevelCheckAt = Infinity
  let takes = 0
  /** How many rounds of turns there were: the `due` of the last that was taken. */
  let round = 0

  function mayUse(state: KeyState, model: string | null): boolean {
    return gates.before(state.key, model).every(isPassable)
  }

  /** Looks again at the keys that a target speaks of. */
  function reconsider({ scope, target, model }: CooldownTarget): void {
    const affected = scope === 'provider' ? states.values() : keysOf(scope, target)
    for (const state of affected) {
      for (const lane of lanes.all) {
        if (model === null || lane.model === model) lanes.place(lane, state)
      }
    }
    onChange()
  }

  function keysOf(scope: CooldownTarget['scope'], target: string): Iterable<KeyState> {
    const state = states.get(target)
    return scope === 'pool_model' ? quotaPools.membersOf(target) : state ? [state] : []
  }

  function rank(state: KeyState): void {
    state.first = strategy.first(state)
    state.then = strategy.then(state)
    state.tie = random()
    for (const lane of lanes.all) lane.eligible.update(state)
  }

  function setErrors(state: KeyState, errors: number, now: number): void {
    state.errors = errors
    state.errorsAt = now
    state.level = Math.round(errors)
    nextLevelCheckAt = Math.min(nextLevelCheckAt, nextLevelAt(state))
    rank(state)
  }

  /** Brings what changes by time alone up to date: rests that are over, errors that have faded. */
  function advance(now: number): void {
    if (now >= gates.nextThawAt) gates.thaw(now)
    if (now < nextLevelCheckAt) return
    nextLevelCheckAt = Infinity
    for (const state of states.values()) {
      if (state.level === 0) continue
      const level = Math.round(decayedErrors(state, now))
      if (level !== state.level) {
        state.level = level
        rank(state)
      }
      // A second's grace, so that ten thousand fading keys are not looked at ten thousand times.
      nextLevelCheckAt = Math.min(nextLevelCheckAt, Math.max(nextLevelAt(state), now + 1_000))
    }
  }

  function forget(state: KeyState): void {
    for (const lane of lanes.all) lane.eligible.remove(state)
    states.delete(state.key.id)
    freeSlots.push(state.slot)
    quotaPools.leave(state)
  }

  return {
    get size() {
      return states.size
    },
    get nextChangeAt() {
      return Math.min(gates.nextThawAt, nextLevelCheckAt)
    },
    take({ model, now, exclude }) {
      advance(now)
      const state = bestOf(lanes.of(model), exclude)
      if (!state) return null
      state.uses += 1
      state.inFlight += 1
      state.lastTake = takes += 1
      round = takeTurn(state, round)
      rank(state)
      const passed = gates.before(state.key, model)
      gates.enter(passed)
      return { state, gates: passed }
    },
    end({ state, gates: passed }, { result, now }) {
      state.inFlight -= 1
      if (result === 'failure') setErrors(state, decayedErrors(state, now) + 1, now)
      if (passed.length > 0) gates.leave(passed, result === 'success')
    },
    rest: (target, how) => gates.close({ target, ...how }),
    withdraw: gates.withdraw,
    restsOf: gates.restsOf,
    confirm: gates.confirm,
    merge(cooldowns, now) {
      for (const cooldown of cooldowns) gates.merge(cooldown, now)
    },
    put(keys, now) {
      const start = startOf(keys, { states: states.values(), round })
      for (const key of keys) {
        const known = states.get(key.id)
        if (known) quotaPools.leave(known)
        const slot = known?.slot ?? freeSlots.pop() ?? states.size
        const state = known ?? newKeyState({ key, slot, start })
        reweigh(state, { key, round })
        state.usesAtPut = state.uses
        state.key = key
        states.set(key.id, state)
        quotaPools.join(state)
        // With no error left they were reset; else this process may know of more than it reported.
        const own = key.errorCount > 0 ? decayedErrors(state, now) : 0
        setErrors(state, Math.max(own, key.recentErrors), now)
        for (const lane of lanes.all) lanes.place(lane, state)
      }
      onChange()
    },
    remove(ids) {
      for (const id of ids) {
        const state = states.get(id)
        if (state) forget(state)
      }
    },
    clear() {
      for (const state of [...states.values()]) forget(state)
      gates.clear()
    },
    eligibleCount(model, now) {
      advance(now)
      return lanes.of(model).eligible.size
    },
    restingCount: gates.restingCount,
    isEligible(id, model, now) {
      advance(now)
      const state = states.get(id)
      return state !== undefined && mayUse(state, model)
    },
    states: () => states.values(),
    gatesBefore(key, model, now) {
      advance(now)
      return gates.before(key, model)
    },
  }
}
