import { countsAgainstKey, type ManagedKey } from '@itqan/keys-contract'

/** Whether a key is off because its provider refuses it. */
export function isRefused({ isActive, isDisabledByProvider }: ManagedKey): boolean {
  return isDisabledByProvider && !isActive
}

/** Whether the last failure is the key's own. Old ones were kept without their outcome. */
export function isFailureCounted({ lastFailure, errorCount }: ManagedKey): boolean {
  return lastFailure ? countsAgainstKey(lastFailure) : errorCount > 0
}

/** Whether nobody has used a key yet, so that nothing shows that its provider takes it. */
export function isUnused({ lastUsedAt, usageCount }: ManagedKey): boolean {
  return lastUsedAt === null && usageCount === 0
}
