import type { Cooldown, Outcome, PooledKey } from '@itqan/keys-contract'

/** Why a key is not to be used for now. */
export interface Rest {
  outcome: Outcome
  until: Date
  /** The only model that is concerned; `null`: every one. */
  model: string | null
  /** False: the provider rests, with all its keys. */
  isOwn: boolean
}

type Owner = Pick<PooledKey, 'id' | 'provider' | 'quotaPool'>

/** What a key rests for, the last to end first. */
export function restsOfKey(
  key: Owner,
  { cooldowns, now }: { cooldowns: readonly Cooldown[]; now: number },
): Rest[] {
  return cooldowns
    .filter((cooldown) => cooldown.until.getTime() > now && concerns(cooldown, key))
    .map(({ outcome, until, model, scope }) => ({
      outcome,
      until,
      model,
      isOwn: scope !== 'provider',
    }))
    .toSorted((a, b) => b.until.getTime() - a.until.getTime())
}

function concerns({ scope, provider, target }: Cooldown, key: Owner): boolean {
  if (provider !== key.provider) return false
  switch (scope) {
    case 'key':
    case 'key_model':
      return target === key.id
    case 'pool_model':
      return target === key.quotaPool
    case 'provider':
      return target === key.provider
    default:
      return scope satisfies never
  }
}
