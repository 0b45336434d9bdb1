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

/** Who asks, from where, and as which request: what an audit needs to know of it. */
export interface Origin {
  actor: Actor
  /** `null` where no network is between. */
  address: string | null
  requestId: string
}

export interface Actor {
  /** `operator` is the command line; `system` acts by itself. */
  kind: 'app' | 'person' | 'operator' | 'system'
  /** The app's name or the person's id; `null` for a secret without a name. */
  name: string | null
}

export type AuditAction =
  | 'keys.list'
  | 'keys.providers'
  | 'keys.watch'
  | 'keys.report'
  | 'keys.rewrap'
  | 'keys.adopt'
  | 'key.create'
  | 'key.setActive'
  | 'key.remove'
  | 'key.resetErrors'
  | 'session.create'
  | 'audit.prune'

/** One thing that was done, or was not. Never holds a secret. */
export interface AuditEvent extends Origin {
  action: AuditAction
  /** `refused`: not allowed; `failed`: allowed, and not done. */
  outcome: 'ok' | 'refused' | 'failed'
  provider: string | null
  keyIds: readonly string[]
  /** What was changed, or why not, in few words. */
  detail: string | null
}

/** Where it is kept who did what. Only ever appended to. */
export interface AuditSink {
  /**
   * Resolves when the event is kept for good; many at once are kept together.
   *
   * @throws KeysError `audit_unavailable`, within 2 s: then no secret may leave.
   */
  append(event: AuditEvent): Promise<void>
}

/** Bounds what one caller may ask. */
export interface RateLimiter {
  /** Takes `points` of what `caller` may use. Never rejects, and answers within 250 ms. */
  take(
    caller: string,
    points: number,
  ): Promise<{ isAllowed: true } | { isAllowed: false; retryAfterMs: number }>
}

/** Which keys a caller has to do with: of others it is as if they did not exist. */
export interface Restriction {
  /** Of this provider only; `null` for all. */
  provider: string | null
}

/** Where keys are kept. Every write that changes what `list` answers moves the epoch. */
export interface KeyStore {
  /** Active keys, ordered by errors, then uses, then id; with `since`, only what changed. */
  list(input: ListInput): Promise<ListOutput>
  /** Applies a batch once, as one transaction. Unknown key ids are named, not refused. */
  report(input: ReportInput, restriction: Restriction): Promise<ReportOutput>
  /** What came after `since`, of all providers; without it, only where the epoch stands. */
  changes(since?: number): Promise<Omit<Change, 'since'>>
  /** Every provider that has a key, by name. */
  providers(): Promise<ProviderSummary[]>
  /** Every key, masked. Never reads a key in clear. */
  listManaged(): Promise<ManagedKey[]>
  /**
   * What people change is audited in the very transaction that changes it: neither is kept alone.
   *
   * @returns the new id, or `null` when the provider already has this key.
   */
  create(input: CreateKeyInput, origin: Origin): Promise<{ id: string } | null>
  /** @returns `false` when no key has this id; so do the two below. */
  setActive(input: { keyId: string; isActive: boolean }, origin: Origin): Promise<boolean>
  remove(input: { keyId: string }, origin: Origin): Promise<boolean>
  resetErrors(input: { keyId: string } & Partial<Restriction>, origin: Origin): Promise<boolean>
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
