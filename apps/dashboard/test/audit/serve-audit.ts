import type { AuditEvent, ConsoleUser } from '@itqan/keys-router'
import { createConsoleHandler } from '@itqan/keys-router'
import { consolePorts } from '@itqan/keys-router/test-doubles'
import { type Database, openDatabase } from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { createExportHandler } from '../../src/server/audit/export-handler'
import { openAudit, type OpenAudit } from '../../src/server/audit/open-audit'
import { listen } from '../listen'

export const ORIGIN = 'https://keys.example'

/** The audit's pages' API on a real port, over a real database. `x-role` says who asks. */
export interface ServedAudit extends AsyncDisposable, OpenAudit {
  url: string
  database: Database
  logged: Record<string, unknown>[]
  /** Keeps entries of an app. */
  fill(entries: number, rest?: Partial<AuditEvent>): Promise<void>
}

export async function serveAudit(): Promise<ServedAudit> {
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url })
  const logged: Record<string, unknown>[] = []
  const log = {
    error: (message: string, fields: object) => void logged.push({ message, ...fields }),
  }
  const opened = openAudit({}, { database, log })
  const { audit, auditReader, auditVerifier } = opened
  const common = {
    origins: [ORIGIN],
    log,
    addressOf: () => '192.0.2.7',
    getUser,
    lookForUser: getUser,
  }
  const exported = createExportHandler({ ...common, audit, reader: auditReader })
  const console = createConsoleHandler({
    ...common,
    ports: consolePorts({ audit, auditReader, auditVerifier }),
  })
  const { url, close } = await listen((request) =>
    new URL(request.url).pathname === '/api/audit/export' ? exported(request) : console(request),
  )
  return {
    ...opened,
    url,
    database,
    logged,
    async fill(entries, rest = {}) {
      const event = { ...someRead, ...rest }
      for (let done = 0; done < entries; done += 250) {
        const some = Math.min(250, entries - done)
        await Promise.all(Array.from({ length: some }, () => audit.append(event)))
      }
    },
    async [Symbol.asyncDispose]() {
      await close()
      await auditVerifier.idle()
      await audit.close()
      await database.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

const someRead: AuditEvent = {
  actor: { kind: 'app', name: 'itqan-ma' },
  address: '192.0.2.1',
  requestId: 'read',
  action: 'keys.list',
  outcome: 'ok',
  provider: 'gemini',
  keyIds: ['key-1'],
  detail: null,
}

async function getUser(headers: Headers): Promise<ConsoleUser | null> {
  const role = headers.get('x-role')
  return role ? { id: `the ${role}`, role, sessionId: 's', passwordAt: null } : null
}
