import {
  cooldownIdentity,
  type CooldownTarget,
  type Outcome,
  type PooledKey,
} from '@itqan/keys-contract'
import { count, isSpent, learn, newPace, nextSlotAt, type Pace, turn } from './pace'

/** A longer rest is not for a minute's limit: its end is the whole of what there is to learn. */
const LONGEST_REST_MS = 2 * 60_000

/** The provider has refused a use, of this process or of another, and said until when. */
export interface Refusal {
  outcome: Outcome
  /** In milliseconds since 1970. */
  until: number
  now: number
  isOwn: boolean
}

/** What a process has learnt of the limits a minute. Nothing is counted before a first refusal. */
export interface Paces {
  /** When `advance` has something to do next; `Infinity` only while nothing was learnt. */
  readonly nextAt: number
  /** Those that a use of this key for this model counts for. */
  of(key: PooledKey, model: string | null): readonly Pace[]
  /** A key that had its share of this minute is to be used when no other is left. */
  isSpent(key: PooledKey, model: string | null): boolean
  begin(paces: readonly Pace[], now: number): void
  end(paces: readonly Pace[], how: { isAnswered: boolean; now: number }): void
  /** @returns whether there was anything to learn. */
  learn(target: CooldownTarget, refusal: Refusal): boolean
  advance(now: number): void
  clear(): void
}

export const none: readonly Pace[] = []

/** `onChange` is told each target that is spent, or is not any more. */
export function createPaces(onChange: (target: CooldownTarget) => void): Paces {
  const known = new Map<string, Pace>()
  /** By the id of a key, or the name of a quota pool. */
  const byTarget = { key: new Map<string, Pace[]>(), pool: new Map<string, Pace[]>() }
  let nextAt = Infinity

  function find({ id, quotaPool }: PooledKey, model: string | null): readonly Pace[] {
    if (known.size === 0) return none
    const ofKey = byTarget.key.get(id)
    const ofPool = quotaPool === null ? undefined : byTarget.pool.get(quotaPool)
    if (!ofKey && !ofPool) return none
    return [...(ofKey ?? none), ...(ofPool ?? none)].filter(
      ({ target }) => target.model === null || target.model === model,
    )
  }

  const mapOf = ({ scope }: CooldownTarget) =>
    scope === 'pool_model' ? byTarget.pool : byTarget.key

  function add(target: CooldownTarget, now: number): Pace {
    const pace = newPace(target, now)
    known.set(cooldownIdentity(target), pace)
    mapOf(target).set(target.target, [...(mapOf(target).get(target.target) ?? []), pace])
    return pace
  }

  function drop(pace: Pace): void {
    const { target } = pace
    known.delete(cooldownIdentity(target))
    const left = (mapOf(target).get(target.target) ?? []).filter((other) => other !== pace)
    if (left.length > 0) mapOf(target).set(target.target, left)
    else mapOf(target).delete(target.target)
    onChange(target)
  }

  /** Changes one, and tells of it if that makes a difference. */
  function change(pace: Pace, make: () => void): void {
    const before = isSpent(pace)
    make()
    if (isSpent(pace) !== before) onChange(pace.target)
    nextAt = Math.min(nextAt, isSpent(pace) ? nextSlotAt(pace) : pace.forgetAt)
  }

  return {
    get nextAt() {
      return nextAt
    },
    of: find,
    isSpent: (key, model) => find(key, model).some(isSpent),
    begin(paces, now) {
      for (const pace of paces) change(pace, () => count(pace, 1, now))
    },
    end(paces, { isAnswered, now }) {
      for (const pace of paces) {
        change(pace, () => {
          if (!isAnswered) count(pace, -1, now)
          // More was possible than was known.
          else if (pace.used > pace.allowance) pace.allowance = pace.used
        })
      }
    },
    learn(target, { until, now, isOwn }) {
      if (until - now > LONGEST_REST_MS) return false
      const pace = known.get(cooldownIdentity(target))
      // A use that was refused is counted still.
      if (pace) change(pace, () => learn(pace, { had: pace.used - (isOwn ? 1 : 0), now }))
      else nextAt = Math.min(nextAt, add(target, now).forgetAt)
      return true
    },
    advance(now) {
      nextAt = Infinity
      for (const pace of known.values()) {
        change(pace, () => turn(pace, now))
        if (now >= pace.forgetAt) drop(pace)
      }
    },
    clear() {
      known.clear()
      byTarget.key.clear()
      byTarget.pool.clear()
      nextAt = Infinity
    },
  }
}
