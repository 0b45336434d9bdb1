import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import type { Database } from '../database'
import { traceQueries } from '../telemetry/trace-queries'
import { inTime } from '../in-time'

/** One connection that opens when it is needed, and again after it broke. */
export interface AuditConnection {
  /**
   * Runs one statement. Without an answer in time a connection of its own is given up, with the statement.
   *
   * @throws Error of the driver, or of the time.
   */
  query(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]>
  /** For good. */
  close(): Promise<void>
}

/** In milliseconds: the server gives up first, then this process, then the caller, who is kept 2 s. */
const STATEMENT_TIMEOUT_MS = 1_600
const ANSWER_TIMEOUT_MS = 1_700

/** Of a server that accepts and says nothing; nobody waits for it that long. */
const CONNECT_TIMEOUT_MS = 5_000

/** Given back after this time without a statement: other processes want a connection as well. */
const IDLE_MS = 10_000

/**
 * Writes through the database's own pool, for a process among many that share a server: a connection for
 * each of them would be too many. An entry waits for whatever has the pool.
 */
export function poolAsConnection({ prisma }: Database): AuditConnection {
  return {
    query: (text, values) => inTime(prisma.$queryRawUnsafe(text, ...values), ANSWER_TIMEOUT_MS),
    // Whose pool it is, closes it.
    close: async () => undefined,
  }
}

export function openAuditConnection(database: Database): AuditConnection {
  let client: Client | undefined
  let idle: NodeJS.Timeout | undefined
  let canName = true

  function give(up: Client | undefined): void {
    if (!up) return
    if (client === up) client = undefined
    up.end().catch(() => undefined)
  }

  async function open(): Promise<Client> {
    const fresh = database.connection({
      application_name: 'keys audit',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
    })
    traceQueries(fresh)
    fresh.on('error', () => give(fresh))
    fresh.on('end', () => give(fresh))
    client = fresh
    await fresh.connect()
    return fresh
  }

  async function run(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    const current = client ?? (await open())
    const ask = async (name: string | null) => {
      const statement = { ...(name !== null && { name }), text, values: [...values] }
      return (await current.query<Record<string, unknown>>(statement)).rows
    }
    if (!canName) return ask(null)
    try {
      return await ask(nameOf(text))
    } catch (error) {
      if (!isAboutName(error)) throw error
      canName = false
      return ask(null)
    }
  }

  return {
    async query(text, values) {
      clearTimeout(idle)
      try {
        return await inTime(run(text, values), ANSWER_TIMEOUT_MS)
      } catch (error) {
        // Whatever state it is in, the next one is fresh.
        give(client)
        throw error
      } finally {
        idle = setTimeout(() => give(client), IDLE_MS).unref()
      }
    },
    async close() {
      clearTimeout(idle)
      const last = client
      client = undefined
      // A server that is gone takes no goodbye.
      if (last) await inTime(last.end(), ANSWER_TIMEOUT_MS).catch(() => undefined)
    },
  }
}

const names = new Map<string, string>()

/**
 * Under a name the server parses and plans a statement once for each connection. Of another text it is
 * another: behind a pooler two versions may meet on one connection.
 */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `keys_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  names.set(text, name)
  return name
}

/**
 * Some transaction poolers, and PGlite, have one session behind several connections: a name is not there,
 * or is there already. Nothing was done then.
 */
const isAboutName = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '26000' || error.code === '42P05')
