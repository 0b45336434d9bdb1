import type { Cooldown, PooledKey } from '@itqan/keys-contract'
import { explainPool, type KeyExplanation } from './explain'
import { createProviderPool, type ProviderPool } from './provider-pool'
import { strategies, type StrategyName } from './strategy'

/** A key's place in the order, as far as the pool's own counters say. Holds no secret. */
export interface RankedKey extends KeyExplanation {
  /**
   * From 1: keys of one place are equal, and one of them is taken at random. `null` where the key may
   * not be used now.
   */
  place: number | null
}

/** A key without its secret: who explains the order needs none. */
export type RankableKey = Omit<PooledKey, 'key'>

interface RankOptions {
  /** Active keys of one provider. */
  keys: readonly RankableKey[]
  cooldowns: readonly Cooldown[]
  /** `null`: a call that names no model. */
  model: string | null
  /** In milliseconds since 1970. */
  now: number
  /** Default `least-errors`. */
  strategy?: StrategyName
}

/**
 * The order in which a client that has just read these keys would try them, by the code that chooses.
 * A client that runs adds what it alone knows: its uses, those under way, rests of its own.
 *
 * @example
 * const [first] = rankKeys({ keys, cooldowns, model: 'gemini-2.5-flash', now: Date.now() })
 */
export function rankKeys(options: RankOptions): RankedKey[] {
  const { model, now } = options
  const pool = freshPool(options)
  const ranks = new Map(
    Array.from(pool.states(), ({ key, first, then }) => [key.id, { first, then }]),
  )
  let place = 0
  let last: { first: number; then: number } | undefined
  return explainPool(pool, { model, now }).map((key) => {
    const rank = ranks.get(key.keyId)
    if (!key.isEligible || !rank) return { ...key, place: null }
    if (rank.first !== last?.first || rank.then !== last.then) place += 1
    last = rank
    return { ...key, place }
  })
}

function freshPool({ keys, cooldowns, now, strategy = 'least-errors' }: RankOptions): ProviderPool {
  let turn = 0
  const pool = createProviderPool({
    strategy: strategies[strategy],
    // What is equal stays in the order given, so that a page does not flicker.
    random: () => (turn += 1),
    onChange: () => undefined,
  })
  pool.put(
    keys.map((key) => ({ ...key, key: '' })),
    now,
  )
  pool.merge(cooldowns, now)
  return pool
}
