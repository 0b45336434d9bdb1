import type { CooldownTarget } from '@itqan/keys-contract'

/** What a target did in so many milliseconds is its pace. Most limits are told by the minute. */
const WINDOW_MS = 60_000
const SLOT_MS = 5_000
const SLOTS = WINDOW_MS / SLOT_MS + 1

/** A pace is forgotten when no refusal has confirmed it for so long, in milliseconds: limits change. */
const FORGET_AFTER_MS = 60 * 60_000

/**
 * How much of a limit is this process's: what it had of a target in the minute in which it was refused.
 * Other processes have the rest.
 */
export interface Pace {
  readonly target: CooldownTarget
  /** Uses a minute after which the target is only the second choice. */
  allowance: number
  /** Uses in the last slots of five seconds each, as a ring, and the slot that was counted last. */
  readonly slots: number[]
  slot: number
  used: number
  forgetAt: number
}

/** Nothing was counted before: the next refusal tells how much it is. */
export function newPace(target: CooldownTarget, now: number): Pace {
  return {
    target,
    allowance: Infinity,
    slots: Array.from({ length: SLOTS }, () => 0),
    slot: slotOf(now),
    used: 0,
    forgetAt: now + FORGET_AFTER_MS,
  }
}

/** Lets go what is older than a minute. */
export function turn(pace: Pace, now: number): void {
  const slot = slotOf(now)
  const gone = Math.min(slot - pace.slot, SLOTS)
  for (let step = 1; step <= gone; step += 1) {
    const place = (pace.slot + step) % SLOTS
    pace.used -= pace.slots[place] ?? 0
    pace.slots[place] = 0
  }
  if (gone > 0) pace.slot = slot
}

/** Counts a use that begins, or takes one back that was refused. */
export function count(pace: Pace, by: 1 | -1, now: number): void {
  turn(pace, now)
  const place = pace.slot % SLOTS
  pace.slots[place] = (pace.slots[place] ?? 0) + by
  pace.used += by
}

/** The target was refused for its limit: what it had is what it may have. */
export function learn(pace: Pace, { had, now }: { had: number; now: number }): void {
  pace.allowance = Math.max(1, had)
  pace.forgetAt = now + FORGET_AFTER_MS
}

export const isSpent = ({ used, allowance }: Pace): boolean => used >= allowance

/** When the first uses will be a minute old, in milliseconds since 1970. */
export function nextSlotAt({ slot }: Pace): number {
  return (slot + 1) * SLOT_MS
}

const slotOf = (now: number) => Math.floor(now / SLOT_MS)
