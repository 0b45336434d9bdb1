import type { AuditAction, AuditEvent, Origin } from '@itqan/keys-router'
import type { Session } from './epoch'
import type { ChangedKey } from './manage-keys'

/** Writes an event in the very transaction that does what it tells. */
export interface ChangeAudit {
  /** @throws KeysError `audit_unavailable`: the transaction must roll back. */
  appendWithin(session: Session, event: AuditEvent): Promise<void>
}

/** What is about to be done, and for whom. */
export interface Deed {
  action: AuditAction
  origin: Origin
  /** In few words, when it is done. */
  detail?: string
  /** Why nothing was done. Default: no key has this id. */
  otherwise?: string
}

interface ChangeOptions {
  audit: ChangeAudit
  deed: Deed
  job: (session: Session) => Promise<ChangedKey[]>
}

/**
 * Changes keys and writes down who did, last of all: the audit's chain is locked until the end of the
 * transaction. An id that no key has is not repeated: it may be anything.
 */
export async function auditChanges(
  session: Session,
  { audit, deed, job }: ChangeOptions,
): Promise<ChangedKey[]> {
  const { action, origin, detail = null, otherwise = 'no such key' } = deed
  const changed = await job(session)
  const providers = new Set(changed.map(({ provider }) => provider))
  const [provider = null] = providers
  await audit.appendWithin(session, {
    ...origin,
    action,
    outcome: changed.length > 0 ? 'ok' : 'failed',
    provider: providers.size === 1 ? provider : null,
    keyIds: changed.map(({ id }) => id),
    detail: changed.length > 0 ? detail : otherwise,
  })
  return changed
}
