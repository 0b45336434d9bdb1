import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { parseInternalSecrets } from '@itqan/keys-contract'
import { createInternalHandlers, type KeyStore, type Log } from '@itqan/keys-router'
import {
  createChangeFeed,
  createKeyStore,
  openDatabase,
  type OwnedChangeFeed,
} from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'

/** The internal API on a real port, over a real database. */
export interface InternalApi extends AsyncDisposable {
  url: string
  store: KeyStore
  feed: OwnedChangeFeed
  /** The database's, for a second process beside this one. */
  databaseUrl: string
  /** What the server logged. */
  logged: { message: string; fields: Record<string, unknown> }[]
  /** How many requests arrived. */
  requests(): number
  /** Makes every later use of the database fail. */
  breakDatabase(): Promise<void>
}

export const SECRET = 'test-secret-of-43-characters-0123456789abcd'

export async function serveInternalApi(secret: string = SECRET): Promise<InternalApi> {
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url })
  const store = createKeyStore(database, { onCommit: () => feed.wake() })
  const feed = createChangeFeed({ changes: (since) => store.changes(since), pollMs: 20 })
  const logged: InternalApi['logged'] = []
  const log: Log = { error: (message, fields) => void logged.push({ message, fields }) }
  const parsed = parseInternalSecrets(secret)
  if (!parsed.ok) throw new Error(parsed.problems.join())
  const handlers = createInternalHandlers({ store, feed, secrets: parsed.secrets, log })
  let requests = 0
  const http = await listen((request) => {
    requests += 1
    const isRest = new URL(request.url).pathname === '/api/internal/api-keys'
    return isRest ? handlers.rest(request) : handlers.trpc(request)
  })
  return {
    url: http.url,
    store,
    feed,
    databaseUrl: server.url,
    logged,
    requests: () => requests,
    breakDatabase: async () => {
      await database.prisma.$executeRaw`ALTER TABLE "api_keys" RENAME TO "api_keys_gone"`
    },
    async [Symbol.asyncDispose]() {
      feed.close()
      await http.close()
      await database.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

interface Http {
  url: string
  close(): Promise<void>
}

function listen(fetch: (request: Request) => Promise<Response>): Promise<Http> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed())
          ;(server as Server).closeAllConnections()
        })
      resolve({ url: `http://127.0.0.1:${port}`, close })
    })
  })
}
