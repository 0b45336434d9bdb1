import { type InternalSecret, parseInternalSecrets } from '@itqan/keys-contract'
import {
  type AuditEvent,
  type AuditSink,
  type InternalHandlerOptions,
  type Log,
} from '@itqan/keys-router'
import { unlimited } from '@itqan/keys-router/test-doubles'
import {
  type AuditLog,
  createAuditLog,
  createChangeFeed,
  type Database,
  openDatabase,
  type OwnedChangeFeed,
  type StoredKeys,
} from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { storeOn } from '@itqan/keys-store/test-store'
import { serveHandlers } from './serve-handlers'

/** The internal API on a real port, over a real database. */
export interface InternalApi extends AsyncDisposable {
  url: string
  store: StoredKeys
  feed: OwnedChangeFeed
  database: Database
  auditLog: AuditLog
  /** The database's, for a second process beside this one. */
  databaseUrl: string
  /** What the server logged. */
  logged: { message: string; fields: Record<string, unknown> }[]
  /** What was appended to the audit, whether it was kept or not. */
  audited: AuditEvent[]
  /** How many requests arrived. */
  requests(): number
  /** Bytes that the server read from all connections so far. */
  bytesRead(): number
  /** Makes every later use of the database fail. */
  breakDatabase(): Promise<void>
}

type Ports = Pick<InternalHandlerOptions, 'store' | 'feed' | 'audit' | 'limiter'>

export interface InternalApiOptions extends Partial<
  Pick<InternalHandlerOptions, 'limiter' | 'maxStreams' | 'timeoutMs' | 'bodyTimeoutMs'>
> {
  /** `INTERNAL_API_SECRET`. Default {@link SECRET}. */
  secret?: string
  /** Puts something between the router and what is behind it. */
  between?: (ports: Ports) => Partial<Ports>
}

export const SECRET = 'test-secret-of-43-characters-0123456789abcd'

export async function serveInternalApi(options: InternalApiOptions = {}): Promise<InternalApi> {
  const { secret = SECRET, limiter = unlimited, between = () => ({}), ...limits } = options
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url })
  const logged: InternalApi['logged'] = []
  const log: Log = { error: (message, fields) => void logged.push({ message, fields }) }
  const auditLog = createAuditLog({ database, log })
  const audited: AuditEvent[] = []
  const audit: AuditSink = {
    append(event) {
      audited.push(event)
      return auditLog.append(event)
    },
    async appendAt(event, epoch) {
      const isKept = await auditLog.appendAt(event, epoch)
      if (isKept) audited.push(event)
      return isKept
    },
  }
  const store = storeOn(database, { audit: auditLog, log, onCommit: () => feed.wake() })
  const feed = createChangeFeed({ changes: (since) => store.changes(since), pollMs: 20 })
  const ports = { store, feed, audit, limiter }
  const http = await serveHandlers({
    ...ports,
    ...between(ports),
    ...limits,
    secrets: secretsOf(secret),
    log,
  })
  return {
    url: http.url,
    store,
    feed,
    database,
    auditLog,
    databaseUrl: server.url,
    logged,
    audited,
    requests: http.requests,
    bytesRead: http.bytesRead,
    breakDatabase: async () => {
      await database.prisma.$executeRaw`ALTER TABLE "api_keys" RENAME TO "api_keys_gone"`
    },
    async [Symbol.asyncDispose]() {
      feed.close()
      await http.close()
      await auditLog.close()
      await database.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

export function secretsOf(value: string): InternalSecret[] {
  const parsed = parseInternalSecrets(value)
  if (!parsed.ok) throw new Error(parsed.problems.join())
  return parsed.secrets
}
