import { LRUCache } from 'lru-cache'
import type { PreparedEntry } from './audit-entry'

/** As many pools as one process reads, many times over. */
const MAX_KNOWN = 1_000

/** What one statement appends, as `audit_append` takes it. */
export interface Batch {
  /** JSON. */
  entries: string
  /** JSON: the sets that the database may not have; `null` for none. */
  sets: string | null
  /** By their hash. */
  newSets: ReadonlyMap<string, string[]>
}

/** Remembers which sets of key ids are kept, so that each is sent once. */
export interface KeySets {
  toBatch(entries: readonly PreparedEntry[]): Batch
  /** After the commit. */
  remember(batch: Batch): void
  /** One of them was not there: all are sent again. */
  forget(): void
}

export function createKeySets(): KeySets {
  const known = new LRUCache<string, true>({ max: MAX_KNOWN })
  return {
    toBatch(entries) {
      const newSets = new Map<string, string[]>()
      for (const { fields, keyIds } of entries) {
        const { keySet } = fields
        if (keySet !== null && keyIds && !known.get(keySet)) newSets.set(keySet, keyIds)
      }
      return {
        entries: JSON.stringify(entries.map(({ fields }) => fields)),
        sets: newSets.size === 0 ? null : JSON.stringify([...newSets.values()]),
        newSets,
      }
    },
    remember({ newSets }) {
      for (const hash of newSets.keys()) known.set(hash, true)
    },
    forget: () => known.clear(),
  }
}
