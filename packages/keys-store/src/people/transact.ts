import type { Actor, AuditAction, Origin } from '@itqan/keys-router'
import type { Database } from '../database'
import type { ChangeAudit } from '../store/audit-change'
import type { Session } from '../store/epoch'
import { toKeysError } from '../store/to-keys-error'

/** In milliseconds: how long to wait for a connection, and how long one transaction may take. */
const patience = { maxWait: 15_000, timeout: 20_000 }

/** Drawn once: no other lock of this database has it. */
const PEOPLE_LOCK = 5_183_902_746_631n

export interface PeopleChange {
  action: AuditAction
  origin: Origin
}

export interface PeopleChanged<T> {
  /** In few words, for the audit. */
  detail: string | null
  result: T
  /** Whoever became a person by it. Default: who asked. */
  actor?: Actor
}

/** Changes who may come in and writes down what `job` answers, both or neither. */
export type ChangePeople = <T>(
  change: PeopleChange,
  job: (session: Session) => Promise<PeopleChanged<T>>,
) => Promise<T>

/** One at a time, for all dashboards of a database: what one counts, no other changes meanwhile. */
export function createChangePeople({ prisma }: Database, audit: ChangeAudit): ChangePeople {
  return ({ action, origin }, job) =>
    prisma
      .$transaction(async (session) => {
        await session.$executeRaw`SELECT pg_advisory_xact_lock(${PEOPLE_LOCK})`
        const { detail, result, actor = origin.actor } = await job(session)
        const event = { ...origin, actor, action, detail, provider: null, keyIds: [] }
        await audit.appendWithin(session, { ...event, outcome: 'ok' })
        return result
      }, patience)
      .catch((error: unknown) => {
        throw toKeysError(error)
      })
}
