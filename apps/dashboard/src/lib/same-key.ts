import type { ManagedKey } from '@itqan/keys-contract'

const fields = [
  'id',
  'provider',
  'name',
  'maskedKey',
  'isActive',
  'usageCount',
  'errorCount',
  'lastFailure',
  'lastError',
  'isDisabledByProvider',
] as const satisfies (keyof ManagedKey)[]

/** Whether a row would show the same thing. Dates from two answers are never the same object. */
export function sameKey(a: ManagedKey, b: ManagedKey): boolean {
  return (
    fields.every((field) => a[field] === b[field]) &&
    a.lastUsedAt?.getTime() === b.lastUsedAt?.getTime()
  )
}
