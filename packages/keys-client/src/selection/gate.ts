import type { Cooldown, CooldownTarget, Outcome } from '@itqan/keys-contract'

/** So many successes after a rest, and a target is trusted as before. */
const RAMP_SUCCESSES = 3

/**
 * A target that rests, or that has rested and is on trial: closed until its time, then open for one
 * use at once, for one more after each success, and gone after three.
 */
export interface Gate {
  readonly target: CooldownTarget
  outcome: Outcome
  /** In milliseconds since 1970. */
  until: number
  /** Of the last word of the dashboard; 0 before any. */
  revision: number
  /** This process's own word, as long as the dashboard has not confirmed it; else 0. */
  pendingUntil: number
  /** Whether the rest is over. */
  thawed: boolean
  /** Lifted by a person: open, and kept only so that an older word cannot close it again. */
  lifted: boolean
  /** Rests in a row without a success between them, from 1. */
  rests: number
  /** Uses under way since the rest. */
  trials: number
  successes: number
}

/** How the gate's target may be used: not at all yet, by some at once, or it is full just now. */
export function isPassable(gate: Gate): boolean {
  return gate.lifted || (gate.thawed && gate.trials < 1 + gate.successes)
}

export const isTrusted = (gate: Gate): boolean => gate.successes >= RAMP_SUCCESSES

/** Closes a gate, or makes a new one, on this process's own experience. */
export function closeGate(
  gate: Gate | undefined,
  rest: { target: CooldownTarget; outcome: Outcome; until: number },
): Gate {
  if (!gate) return { ...newGate(rest), until: rest.until, pendingUntil: rest.until }
  if (gate.thawed) {
    gate.rests += 1
    gate.until = rest.until
    gate.outcome = rest.outcome
  } else if (rest.until > gate.until) {
    gate.until = rest.until
    gate.outcome = rest.outcome
  }
  gate.pendingUntil = Math.max(gate.pendingUntil, rest.until)
  shut(gate)
  return gate
}

function shut(gate: Gate): void {
  gate.thawed = false
  gate.lifted = false
  gate.successes = 0
}

/** Takes over what the dashboard says. An older word than the last one changes nothing. */
export function mergeGate(
  gate: Gate | undefined,
  cooldown: Cooldown,
  now: number,
): Gate | undefined {
  const until = cooldown.until.getTime()
  if (!gate) {
    if (until <= now) return undefined
    const { scope, provider, target, model, outcome, revision } = cooldown
    const made = newGate({ target: { scope, provider, target, model }, outcome })
    return { ...made, until, revision }
  }
  if (cooldown.revision <= gate.revision) return gate
  gate.revision = cooldown.revision
  gate.outcome = cooldown.outcome
  gate.until = Math.max(until, gate.pendingUntil)
  shut(gate)
  gate.lifted = gate.until <= now
  return gate
}

function newGate({ target, outcome }: { target: CooldownTarget; outcome: Outcome }): Gate {
  return {
    target,
    outcome,
    until: 0,
    revision: 0,
    pendingUntil: 0,
    thawed: false,
    lifted: false,
    rests: 1,
    trials: 0,
    successes: 0,
  }
}
