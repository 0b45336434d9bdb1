import type { ManagedKey } from '@itqan/keys-contract'

export function managedKey(part: Partial<ManagedKey>): ManagedKey {
  return {
    id: 'k1',
    provider: 'gemini',
    name: 'prod',
    maskedKey: 'AIza…9f3Q',
    isActive: true,
    status: 'ready',
    rests: [],
    quotaPool: null,
    weight: 1,
    usageCount: 0,
    errorCount: 0,
    lastUsedAt: null,
    lastFailure: null,
    lastFailureAt: null,
    lastError: null,
    isDisabledByProvider: false,
    errorsByOutcome: {},
    usesByHour: Array.from({ length: 24 }, () => ({ ok: 0, failed: 0 })),
    usesOfDay: null,
    createdAt: new Date(0),
    ...part,
  }
}
