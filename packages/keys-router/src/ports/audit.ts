import type { AuditAction } from '@itqan/keys-contract'

/** Listed, one by one, in keys-contract's `audit-actions.ts`: add yours there. */
export type { AuditAction }

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
  /**
   * The same, if the epoch is still `epoch`: it is read after this call, on the same trip to the database.
   * For an audit that stands beside the keys.
   *
   * @returns whether it is kept; `false` when another epoch stands, or may stand.
   * @throws KeysError `audit_unavailable`, within 2 s: then no secret may leave.
   */
  appendAt?(event: AuditEvent, epoch: number): Promise<boolean>
}
