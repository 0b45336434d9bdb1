import type {
  CreateKeyInput,
  ListInput,
  ListOutput,
  ManagedKey,
  ProviderSummary,
  ReportInput,
  ReportOutput,
  WatchEvent,
} from '@itqan/keys-contract'

/** Where keys are kept. Every write that changes what `list` answers moves the epoch. */
export interface KeyStore {
  /** Active keys, ordered by errors, then uses, then id; with `since`, only what changed. */
  list(input: ListInput): Promise<ListOutput>
  /** Applies a batch once, as one transaction. Unknown key ids are named, not refused. */
  report(input: ReportInput): Promise<ReportOutput>
  /** What came after `since`, of all providers; without it, only where the epoch stands. */
  changes(since?: number): Promise<Omit<Change, 'since'>>
  /** Every provider that has a key, by name. */
  providers(): Promise<ProviderSummary[]>
  /** Every key, masked. Never reads a key in clear. */
  listManaged(): Promise<ManagedKey[]>
  /** @returns the new id, or `null` when the provider already has this key. */
  create(input: CreateKeyInput): Promise<{ id: string } | null>
  /** @returns `false` when no key has this id; so do the two below. */
  setActive(input: { keyId: string; isActive: boolean }): Promise<boolean>
  remove(input: { keyId: string }): Promise<boolean>
  resetErrors(input: { keyId: string }): Promise<boolean>
}

/** What came after one epoch, up to another: ids and rests, never key material. */
export type Change = Omit<WatchEvent, 'reason' | 'spreadMs'>

/** Whoever is told of changes. Neither may throw, nor take long. */
export interface ChangeListener {
  onChange(change: Change): void
  /** Nothing more will be told. */
  onEnd(): void
}

/** Tells of every change of the pool after its commit, whichever process made it. */
export interface ChangeFeed {
  /**
   * Resolves when all that is committed from then on will be told.
   *
   * @returns what ends it; calling that again is harmless.
   */
  subscribe(listener: ChangeListener): Promise<() => void>
  /** How many are told. */
  subscribers(): number
}

/** Where the server writes what an operator must see. Fields never hold a secret or an input. */
export interface Log {
  error(message: string, fields: Record<string, unknown>): void
}
