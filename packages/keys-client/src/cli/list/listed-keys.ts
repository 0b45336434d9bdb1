import type { ListOutput } from '@itqan/keys-contract'
import { publicKey, type PublicKey } from '../public-key'
import { type Rest, restsOfKey } from '../rests-of-key'

/** A key as `keys list` shows it, also in JSON. */
export interface ListedKey extends PublicKey {
  usageCount: number
  errorCount: number
  lastUsedAt: Date | null
  /** `ready`: for some models at least. */
  state: 'ready' | 'resting'
  rests: Rest[]
}

export function listedKeys({ keys, cooldowns }: ListOutput, now: number): ListedKey[] {
  return keys.map((key) => {
    const rests = restsOfKey(key, { cooldowns, now })
    return {
      ...publicKey(key, keys),
      usageCount: key.usageCount,
      errorCount: key.errorCount,
      lastUsedAt: key.lastUsedAt,
      state: rests.some(({ model }) => model === null) ? 'resting' : 'ready',
      rests,
    }
  })
}
