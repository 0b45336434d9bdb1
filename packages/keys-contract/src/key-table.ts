/**
 * - `ready`: apps may take it for any model.
 * - `cooling`: it rests for every model, itself or with its quota pool or provider.
 * - `limited`: it rests for some models only.
 * - `invalid`: an answer of its provider switched it off.
 * - `disabled`: a person did.
 */
export const keyStatuses = ['ready', 'cooling', 'limited', 'invalid', 'disabled'] as const

export type KeyStatus = (typeof keyStatuses)[number]

/** What a table of keys can be sorted by. */
export const keySorts = [
  'name',
  'status',
  'quotaPool',
  'uses',
  'errors',
  'successRate',
  'lastUsed',
  'lastFailure',
] as const

/** Most rows in one page of keys. */
export const MAX_KEY_PAGE = 200

/** Most ids in one answer of `ids`. */
export const MAX_KEY_IDS = 10_000

interface Standing {
  isActive: boolean
  isDisabledByProvider: boolean
  rests: readonly { model: string | null; until: Date }[]
}

/** What a key's state is at a moment. */
export function keyStatusOf(key: Standing, now: Date): KeyStatus {
  if (!key.isActive) return key.isDisabledByProvider ? 'invalid' : 'disabled'
  const rests = key.rests.filter(({ until }) => until > now)
  if (rests.length === 0) return 'ready'
  return rests.some(({ model }) => model === null) ? 'cooling' : 'limited'
}
