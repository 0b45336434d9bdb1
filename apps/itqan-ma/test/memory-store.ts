import { countsAgainstKey, type PooledKey, type ReportEntry } from '@itqan/keys-contract'
import type { KeyStore } from '@itqan/keys-router'

/** A pool in memory, with every report it was sent. */
export interface MemoryStore extends KeyStore {
  reports(): ReportEntry[]
}

export function createMemoryStore(keys: readonly { name: string; key: string }[]): MemoryStore {
  const reports: ReportEntry[] = []
  // The order of the array is the order of selection: each key has one use more than the last.
  const pool = keys.map((key, index): PooledKey => ({
    ...key,
    id: `key-${index + 1}`,
    provider: 'gemini',
    usageCount: index,
    errorCount: 0,
    lastUsedAt: index === 0 ? null : new Date(),
    quotaPool: null,
  }))
  return {
    reports: () => [...reports],
    list: async ({ since }) => ({
      epoch: 1,
      keys: since === 1 ? [] : pool,
      removed: [],
      cooldowns: [],
    }),
    async report({ entries }) {
      for (const entry of entries) {
        reports.push(entry)
        const key = pool.find(({ id }) => id === entry.keyId)
        if (key && countsAgainstKey(entry.outcome)) key.errorCount += entry.count
      }
      return { duplicate: false, unknownKeyIds: [], epoch: 1, cooldowns: [] }
    },
    listManaged: async () => [],
    create: async () => null,
    setActive: async () => false,
    remove: async () => false,
    resetErrors: async () => false,
  }
}
