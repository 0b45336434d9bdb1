import type { CooldownTarget } from '@itqan/keys-contract'
import { isPassable } from './gate'
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
import { bestOf, createLanes, place, type Standing } from './lanes'
import { createPaces, none, type Refusal } from './paces'
import type { ProviderPool } from './pool'
import { createQuotaPools } from './quota-pools'
import type { Strategy } from './strategy'

export type { Grant, ProviderPool } from './pool'

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
  const lanes = createLanes(() => states.values(), standingOf)
  const freeSlots: number[] = []
  const gates = createGates(reconsider)
  const paces = createPaces(reorder)
  let nextLevelCheckAt = Infinity
  /** Whether any limit was learnt: before, nothing is looked at that only limits need. */
  let isPaced = false
  let takes = 0
  /** How many rounds of turns there were: the `due` of the last that was taken. */
  let round = 0

  function mayUse(state: KeyState, model: string | null): boolean {
    return gates.before(state.key, model).every(isPassable)
  }

  function standingOf(state: KeyState, model: string | null): Standing {
    if (!mayUse(state, model)) return 'barred'
    return paces.isSpent(state.key, model) ? 'spent' : 'eligible'
  }

  /** Looks again at the keys that a target speaks of. */
  function reorder({ scope, target, model }: CooldownTarget): void {
    const affected = scope === 'provider' ? states.values() : keysOf(scope, target)
    for (const state of affected) {
      for (const lane of lanes.all) {
        if (model === null || lane.model === model) lanes.settle(lane, state)
      }
    }
  }

  function reconsider(target: CooldownTarget): void {
    reorder(target)
    onChange()
  }

  function keysOf(scope: CooldownTarget['scope'], target: string): Iterable<KeyState> {
    const state = states.get(target)
    return scope === 'pool_model' ? quotaPools.membersOf(target) : state ? [state] : []
  }

  function learn(target: CooldownTarget, rest: Refusal): void {
    if (rest.outcome === 'rate_limit') isPaced = paces.learn(target, rest) || isPaced
  }

  function rank(state: KeyState): void {
    state.first = strategy.first(state)
    state.then = strategy.then(state)
    state.tie = random()
    for (const lane of lanes.all) {
      lane.eligible.update(state)
      if (isPaced && lane.spent.size > 0) lane.spent.update(state)
    }
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
    if (isPaced && now >= paces.nextAt) paces.advance(now)
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
    for (const lane of lanes.all) place(lane, state, 'barred')
    states.delete(state.key.id)
    freeSlots.push(state.slot)
    quotaPools.leave(state)
  }

  return {
    get size() {
      return states.size
    },
    get nextChangeAt() {
      return Math.min(gates.nextThawAt, nextLevelCheckAt, paces.nextAt)
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
      const counted = isPaced ? paces.of(state.key, model) : none
      if (counted.length > 0) paces.begin(counted, now)
      return { state, gates: passed, paces: counted }
    },
    end({ state, gates: passed, paces: counted }, { result, now }) {
      state.inFlight -= 1
      if (result === 'failure') setErrors(state, decayedErrors(state, now) + 1, now)
      if (passed.length > 0) gates.leave(passed, result === 'success')
      if (counted.length > 0) paces.end(counted, { isAnswered: result !== 'failure', now })
    },
    rest(target, { now, ...how }) {
      // A guess of ours is no word about a limit.
      if (!how.isGuess) learn(target, { ...how, now, isOwn: true })
      gates.close({ target, ...how })
    },
    withdraw: gates.withdraw,
    restsOf: gates.restsOf,
    confirm: gates.confirm,
    merge(cooldowns, now) {
      for (const cooldown of cooldowns) {
        const until = cooldown.until.getTime()
        // One that rests already is the same refusal, told again.
        if (until > now && !gates.isResting(cooldown)) {
          learn(cooldown, { outcome: cooldown.outcome, until, now, isOwn: false })
        }
        gates.merge(cooldown, now)
      }
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
        for (const lane of lanes.all) lanes.settle(lane, state)
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
      paces.clear()
    },
    eligibleCount(model, now) {
      advance(now)
      const { eligible, spent } = lanes.of(model)
      return eligible.size + spent.size
    },
    restingCount: gates.restingCount,
    isEligible(id, model, now) {
      advance(now)
      const state = states.get(id)
      return state !== undefined && mayUse(state, model)
    },
    isSpent: paces.isSpent,
    states: () => states.values(),
    gatesBefore(key, model, now) {
      advance(now)
      return gates.before(key, model)
    },
  }
}
