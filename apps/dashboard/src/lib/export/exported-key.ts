import { keyStatusOf, type ManagedKey } from '@itqan/keys-contract'

/** A key as it leaves in a file: named one by one, so that nothing else can. Masked, always. */
export function exportedKey(key: ManagedKey, now: Date) {
  return {
    provider: key.provider,
    name: key.name,
    maskedKey: key.maskedKey,
    status: keyStatusOf(key, now),
    quotaPool: key.quotaPool,
    weight: key.weight,
    uses: key.usageCount,
    errors: key.errorCount,
    usesOfDay: key.usesOfDay ? key.usesOfDay.ok + key.usesOfDay.failed : 0,
    failedOfDay: key.usesOfDay?.failed ?? 0,
    lastUsedAt: textOf(key.lastUsedAt),
    lastFailure: key.lastFailure,
    lastFailureAt: textOf(key.lastFailureAt),
    lastError: key.lastError,
    createdAt: textOf(key.createdAt),
    id: key.id,
  }
}

export type ExportedKey = ReturnType<typeof exportedKey>

function textOf(moment: Date | null): string | null {
  return moment?.toISOString() ?? null
}
