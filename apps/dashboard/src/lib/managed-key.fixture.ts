import type { ManagedKey } from '@itqan/keys-contract'

export function managedKey(part: Partial<ManagedKey>): ManagedKey {
  return {
    id: 'k1',
    provider: 'gemini',
    name: 'prod',
    maskedKey: 'AIza…9f3Q',
    isActive: true,
    usageCount: 0,
    errorCount: 0,
    lastUsedAt: null,
    lastFailure: null,
    lastError: null,
    isDisabledByProvider: false,
    createdAt: new Date(0),
    ...part,
  }
}
