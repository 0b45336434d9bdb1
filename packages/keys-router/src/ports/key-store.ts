import type {
  ChangedKeys,
  KeyIdsInput,
  ListInput,
  ListOutput,
  ProviderSummary,
  ReportInput,
  ReportOutput,
} from '@itqan/keys-contract'
import type { Origin } from './audit'
import type { Change } from './change-feed'

/** Which keys a caller has to do with: of others it is as if they did not exist. */
export interface Restriction {
  /** Of this provider only; `null` for all. */
  provider: string | null
}

/** Whose uses are reported. */
export interface ReportedBy extends Restriction {
  /** The app's name; `null` for a secret without one. */
  app: string | null
}

/** Where keys are kept, for apps. Every write that changes what `list` answers moves the epoch. */
export interface KeyStore {
  /** Active keys, ordered by errors, then uses, then id; with `since`, only what changed. */
  list(input: ListInput): Promise<ListOutput>
  /** Applies a batch once, as one transaction. Unknown key ids are named, not refused. */
  report(input: ReportInput, by: ReportedBy): Promise<ReportOutput>
  /** What came after `since`, of all providers; without it, only where the epoch stands. */
  changes(since?: number): Promise<Omit<Change, 'since'>>
  /** Every provider that has a key, by name. */
  providers(): Promise<ProviderSummary[]>
  /** Ids that no key has are named, not refused. */
  resetErrors(input: KeyIdsInput & Partial<Restriction>, origin: Origin): Promise<ChangedKeys>
}
