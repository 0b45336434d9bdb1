import {
  type Cooldown,
  cooldownIdentity,
  type CooldownTarget,
  type Outcome,
  type PooledKey,
} from '@itqan/keys-contract'
import { closeGate, type Gate, isPassable, isTrusted, mergeGate, withdraw } from './gate'

/** A gate that no trial has used up is forgotten so long after its rest, in milliseconds. */
const FORGET_AFTER_MS = 10 * 60 * 1_000

const none: readonly Gate[] = []

/** All that rests or is on trial at one provider. */
export interface Gates {
  /** Those that a use of this key for this model must pass. */
  before(key: PooledKey, model: string | null): readonly Gate[]
  close(rest: { target: CooldownTarget; outcome: Outcome; until: number; isGuess: boolean }): void
  merge(cooldown: Cooldown, now: number): void
  /** Opens what has rested long enough. */
  thaw(now: number): void
  /** When `thaw` has something to do next. */
  readonly nextThawAt: number
  enter(gates: readonly Gate[]): void
  /** A use has ended, well or in a way that does not speak for the target. */
  leave(gates: readonly Gate[], success: boolean): void
  /** The dashboard knows that this process wants the target to rest until then. */
  confirm(target: CooldownTarget, until: number): void
  /** The rest was a wrong guess. */
  withdraw(target: CooldownTarget): void
  restsOf(target: CooldownTarget): number
  isResting(target: CooldownTarget): boolean
  /** How many are closed by a rest. */
  restingCount(): number
  clear(): void
}

/** `onChange` is told each target whose passability may have changed. */
export function createGates(onChange: (target: CooldownTarget) => void): Gates {
  const gates = new Map<string, Gate>()
  /** By the id of a key, the name of a pool or of a provider: what stands before it, if anything. */
  const byTarget = { key: new Map<string, Gate[]>(), pool: new Map<string, Gate[]>() }
  let providerGate: Gate | undefined
  let nextThawAt = Infinity

  function keep(identity: string, gate: Gate | undefined): void {
    const known = gates.get(identity)
    if (known && !gate) drop(known)
    if (!gate) return
    if (!known) {
      gates.set(identity, gate)
      index(gate)
    }
    if (!gate.thawed) nextThawAt = Math.min(nextThawAt, gate.until)
  }

  function index(gate: Gate): void {
    if (gate.target.scope === 'provider') {
      providerGate = gate
      return
    }
    const map = mapOf(gate)
    map.set(gate.target.target, [...(map.get(gate.target.target) ?? []), gate])
  }

  function drop(gate: Gate): void {
    // One that was replaced meanwhile has no say.
    if (!isCurrent(gate)) return
    gates.delete(cooldownIdentity(gate.target))
    if (gate.target.scope === 'provider') providerGate = undefined
    else {
      const map = mapOf(gate)
      const rest = (map.get(gate.target.target) ?? []).filter((other) => other !== gate)
      if (rest.length > 0) map.set(gate.target.target, rest)
      else map.delete(gate.target.target)
    }
    onChange(gate.target)
  }

  const isCurrent = (gate: Gate) => gates.get(cooldownIdentity(gate.target)) === gate
  const mapOf = (gate: Gate) => (gate.target.scope === 'pool_model' ? byTarget.pool : byTarget.key)

  return {
    get nextThawAt() {
      return nextThawAt
    },
    before(key, model) {
      if (gates.size === 0) return none
      const ofKey = byTarget.key.get(key.id)
      const ofPool = key.quotaPool === null ? undefined : byTarget.pool.get(key.quotaPool)
      if (!ofKey && !ofPool && !providerGate) return none
      const found = [...(ofKey ?? none), ...(ofPool ?? none)].filter(
        ({ target }) => target.model === null || target.model === model,
      )
      return providerGate ? [...found, providerGate] : found
    },
    close(rest) {
      const identity = cooldownIdentity(rest.target)
      keep(identity, closeGate(gates.get(identity), rest))
      onChange(rest.target)
    },
    merge(cooldown, now) {
      const identity = cooldownIdentity(cooldown)
      keep(identity, mergeGate(gates.get(identity), cooldown, now))
      onChange(cooldown)
    },
    thaw(now) {
      nextThawAt = Infinity
      for (const gate of gates.values()) {
        if (!gate.thawed && gate.until <= now) {
          gate.thawed = true
          onChange(gate.target)
        }
        const forgetAt = gate.until + FORGET_AFTER_MS
        if (!gate.thawed) nextThawAt = Math.min(nextThawAt, gate.until)
        else if (now < forgetAt) nextThawAt = Math.min(nextThawAt, forgetAt)
        else if (gate.trials === 0) drop(gate)
      }
    },
    enter(passed) {
      for (const gate of passed) {
        gate.trials += 1
        if (!isPassable(gate)) onChange(gate.target)
      }
    },
    leave(passed, success) {
      for (const gate of passed) {
        gate.trials = Math.max(0, gate.trials - 1)
        if (success && gate.thawed) gate.successes += 1
        if (isTrusted(gate)) drop(gate)
        else if (isCurrent(gate)) onChange(gate.target)
      }
    },
    confirm(target, until) {
      const gate = gates.get(cooldownIdentity(target))
      if (gate && gate.pendingUntil <= until) gate.pendingUntil = 0
    },
    withdraw(target) {
      const gate = gates.get(cooldownIdentity(target))
      if (!gate) return
      withdraw(gate)
      onChange(target)
    },
    restsOf(target) {
      const gate = gates.get(cooldownIdentity(target))
      // A rest that still lasts is the same one, however many uses were under way.
      return gate ? gate.rests - (gate.thawed ? 0 : 1) : 0
    },
    isResting(target) {
      const gate = gates.get(cooldownIdentity(target))
      return gate !== undefined && !gate.thawed && !gate.lifted
    },
    restingCount() {
      return Array.from(gates.values()).filter(({ thawed, lifted }) => !thawed && !lifted).length
    },
    clear() {
      for (const gate of gates.values()) drop(gate)
      nextThawAt = Infinity
    },
  }
}
