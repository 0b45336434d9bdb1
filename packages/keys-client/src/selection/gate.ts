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
  /** Lifted before its time: open, and kept only so that an older word cannot close it again. */
  lifted: boolean
  /** A guess of this process: neither the provider nor the dashboard named the time. */
  isGuess: boolean
  /** What the correlation guard took back, in milliseconds since 1970: its echo closes nothing. */
  withdrawnUntil: number
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
  rest: { target: CooldownTarget; outcome: Outcome; until: number; isGuess: boolean },
): Gate {
  const { isGuess } = rest
  if (!gate) return { ...newGate(rest), until: rest.until, pendingUntil: rest.until, isGuess }
  gate.isGuess = isGuess && (gate.isGuess || gate.thawed || gate.lifted)
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
  // The dashboard's echo of what this process has taken back meanwhile.
  if (gate.lifted && until <= gate.withdrawnUntil) return gate
  const before = gate.until
  gate.outcome = cooldown.outcome
  gate.until = Math.max(until, gate.pendingUntil)
  gate.isGuess = false
  shut(gate)
  if (gate.until <= now && gate.until < before) lift(gate)
  return gate
}

function lift(gate: Gate): void {
  gate.lifted = true
  gate.rests = 1
}

/** Takes a guess of this process back. What others told stays. */
export function withdraw(gate: Gate): void {
  if (!gate.isGuess) return
  gate.withdrawnUntil = Math.max(gate.withdrawnUntil, gate.until)
  gate.pendingUntil = 0
  shut(gate)
  lift(gate)
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
    isGuess: false,
    withdrawnUntil: 0,
    rests: 1,
    trials: 0,
    successes: 0,
  }
}
