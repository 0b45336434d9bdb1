import type { ProviderState } from '../diagnosis'
import type { PoolFact } from '../facts'
import { createProviderPool } from '../../../selection/provider-pool'
import { explainPool, type KeyExplanation } from '../../../selection/explain'
import { strategies } from '../../../selection/strategy'

interface Wanted {
  /** `null`: all of them. */
  provider: string | null
  model: string | null
}

/** Every key that is active, as a client of this machine would see it now. */
export function explainKeys(
  { list, now }: PoolFact,
  { provider, model }: Wanted,
): KeyExplanation[] {
  const names = new Set(list.keys.map((key) => key.provider))
  return [...names]
    .filter((name) => provider === null || name === provider)
    .flatMap((name) => {
      const pool = createProviderPool({
        strategy: strategies['least-errors'],
        random: () => 0,
        onChange: () => undefined,
      })
      pool.put(
        list.keys.filter((key) => key.provider === name),
        now,
      )
      pool.merge(
        list.cooldowns.filter((cooldown) => cooldown.provider === name),
        now,
      )
      return explainPool(pool, { model, now })
    })
}

/** How many keys of each provider are ready, rest or are disabled, by name. */
export function providerStates(pool: PoolFact, wanted: Wanted): ProviderState[] {
  const { list, summaries } = pool
  const names = new Set([...list.keys, ...(summaries ?? [])].map(({ provider }) => provider))
  return [...names]
    .filter((name) => wanted.provider === null || name === wanted.provider)
    .toSorted()
    .map((provider) => {
      const keys = explainKeys(pool, { ...wanted, provider })
      const ready = keys.filter(({ isEligible }) => isEligible).length
      const summary = summaries?.find((one) => one.provider === provider)
      const disabled = summaries ? (summary?.disabled ?? 0) : null
      return { provider, ready, resting: keys.length - ready, disabled }
    })
}
