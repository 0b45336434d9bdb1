import { NoKeyAvailable } from '../errors'
import { earliestThaw, explainPool, reasonsOf } from '../selection/explain'
import type { ProviderPool } from '../selection/provider-pool'

interface EmptyHanded {
  provider: string
  pool: ProviderPool
  model: string | null
  now: number
  /** Ids that do not count: they were tried. */
  exclude?: ReadonlySet<string> | undefined
  cause?: unknown
}

/** What a pool says when it has no key to give. */
export function noKey({ provider, pool, model, now, exclude, cause }: EmptyHanded): {
  error: NoKeyAvailable
  /** When a first key may be used again, in milliseconds since 1970; `null` when none just rests. */
  thaw: number | null
  /** Whether a key is on trial: it may be free at any moment. */
  isOnTrial: boolean
} {
  const keys = explainPool(pool, { model, now }).filter(({ keyId }) => !exclude?.has(keyId))
  const thaw = earliestThaw(keys)
  const retryAfterMs = thaw === null ? null : Math.max(0, thaw - now)
  return {
    error: new NoKeyAvailable({ provider, retryAfterMs, reasons: reasonsOf(keys), cause }),
    thaw,
    isOnTrial: keys.some(({ hindrances }) => hindrances.some(({ kind }) => kind === 'trial')),
  }
}
