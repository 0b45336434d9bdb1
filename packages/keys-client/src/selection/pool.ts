import type { Cooldown, CooldownTarget, Outcome, PooledKey } from '@itqan/keys-contract'
import type { Gate } from './gate'
import type { KeyState } from './key-state'
import type { Pace } from './pace'

/** One key on its way to a call, with the gates that its use passes through. */
export interface Grant {
  readonly state: KeyState
  readonly gates: readonly Gate[]
  /** What it is counted for. */
  readonly paces: readonly Pace[]
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
  rest(target: CooldownTarget, how: Rest): void
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
  /** Whether it had its share of this minute, and is used when no other is left. */
  isSpent(key: PooledKey, model: string | null): boolean
  states(): Iterable<KeyState>
  gatesBefore(key: PooledKey, model: string | null, now: number): readonly Gate[]
}

interface Rest {
  outcome: Outcome
  /** In milliseconds since 1970. */
  until: number
  isGuess: boolean
  now: number
}
