import { type AuditEntry, hashOfEntry } from './audit-entry'
import type { Problem } from './audit-problem'

/** Where the chain stands before an entry. */
export interface Link {
  seq: bigint
  hash: string
  at: Date
}

/** Whether `entry` follows `last` and says what it was hashed over. */
export function checkEntry(last: Link, entry: AuditEntry): Problem | null {
  const { seq } = entry
  if (seq !== last.seq + 1n) return { seq: last.seq + 1n, kind: 'gap' }
  // Of an entry that is not itself, the rest says nothing.
  if (hashOfEntry(entry) !== entry.hash) return { seq, kind: 'hash' }
  if (entry.previousHash !== last.hash) return { seq, kind: 'previous_hash' }
  if (entry.at < last.at) return { seq, kind: 'order' }
  return null
}
