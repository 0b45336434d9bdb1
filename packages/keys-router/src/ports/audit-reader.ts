import type {
  AuditCounts,
  AuditFilter,
  AuditKeySet,
  AuditPage,
  AuditPageInput,
  AuditState,
} from '@itqan/keys-contract'

/** What of the audit's state the table tells. */
export type StoredAuditState = Omit<AuditState, 'verifying' | 'isInterrupted'>

/** Reads what was written down. Each answer costs about the same, however long the audit is. */
export interface AuditReader {
  page(input: AuditPageInput): Promise<AuditPage>
  /** How many came after one entry. */
  newer(input: { filter: AuditFilter; after: number }): Promise<{ count: number }>
  /** By action, whichever the filter names. */
  counts(filter: AuditFilter): Promise<AuditCounts>
  /** @returns `null` when it is not there. */
  keySet(hash: string): Promise<AuditKeySet | null>
  state(): Promise<StoredAuditState>
  /**
   * The lines that a second sink would hold, in order, some at a time: whoever asks for no more holds up
   * nothing. Ends with the last entry there is when the first is asked for.
   */
  exportLines(filter: AuditFilter): AsyncGenerator<string, void>
}
