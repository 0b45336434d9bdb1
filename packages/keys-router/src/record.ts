import { type AuditAction, type AuditEvent, type AuditSink, type Origin } from './ports'

interface Recording {
  audit: AuditSink
  origin: Origin
}

/** What of an event is not said by the request. */
type Deed = { action: AuditAction } & Partial<
  Pick<AuditEvent, 'outcome' | 'provider' | 'keyIds' | 'detail'>
>

/**
 * Writes down who did what. Resolves when it is kept: only then may a secret leave.
 *
 * @throws KeysError `audit_unavailable`
 */
export function record({ audit, origin }: Recording, deed: Deed): Promise<void> {
  return audit.append(eventOf(origin, deed))
}

/**
 * The same, if the epoch is still `epoch`.
 *
 * @returns whether it is kept; `false` as well from an audit that knows no epoch.
 * @throws KeysError `audit_unavailable`
 */
export async function recordAt(
  { audit, origin }: Recording,
  deed: Deed,
  epoch: number,
): Promise<boolean> {
  return (await audit.appendAt?.(eventOf(origin, deed), epoch)) ?? false
}

const eventOf = (origin: Origin, deed: Deed): AuditEvent => ({
  outcome: 'ok',
  provider: null,
  keyIds: [],
  detail: null,
  ...deed,
  ...origin,
})

/** Writes down what holds up nobody: no secret is in its answer. The sink tells when it cannot. */
export function recordLater(recording: Recording, deed: Deed): void {
  record(recording, deed).catch(() => undefined)
}
