import type { ProviderState } from '../diagnosis'
import type { PoolFact } from '../facts'
import type { KeyExplanation } from '../../../selection/explain'
import { rankKeys } from '../../../selection/rank-keys'

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
    .flatMap((name) =>
      rankKeys({
        keys: list.keys.filter((key) => key.provider === name),
        cooldowns: list.cooldowns.filter((cooldown) => cooldown.provider === name),
        model,
        now,
      }),
    )
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
