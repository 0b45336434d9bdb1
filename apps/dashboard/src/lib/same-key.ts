import type { ManagedKey } from '@itqan/keys-contract'

/** Whether a row would show the same thing. Dates from two answers are never the same object. */
export function sameKey(a: ManagedKey, b: ManagedKey): boolean {
  return (
    a.id === b.id &&
    a.provider === b.provider &&
    a.name === b.name &&
    a.maskedKey === b.maskedKey &&
    a.isActive === b.isActive &&
    a.usageCount === b.usageCount &&
    a.errorCount === b.errorCount &&
    a.lastError === b.lastError &&
    a.lastUsedAt?.getTime() === b.lastUsedAt?.getTime()
  )
}
