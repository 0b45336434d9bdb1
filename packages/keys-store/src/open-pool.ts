import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { keepContext, traceQueries } from './telemetry/trace-queries'

export interface OpenPoolOptions {
  url: string
  maxConnections: number
  queryTimeoutMs: number | undefined
  idleTimeoutMs: number | undefined
}

/** A server that accepts and says nothing is given up after this time. */
const CONNECT_TIMEOUT_MS = 10_000

/** The driver's words for a query whose answer it no longer waits for. */
const READ_TIMEOUT = 'Query read timeout'

/** A pool that takes no connection back with a transaction open. */
export function openPool(options: OpenPoolOptions): Pool {
  const { url, maxConnections, queryTimeoutMs, idleTimeoutMs } = options
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(idleTimeoutMs !== undefined && { idleTimeoutMillis: idleTimeoutMs }),
    ...(queryTimeoutMs !== undefined && toTimeouts(queryTimeoutMs)),
  })
  // Without a listener Node ends the process when an idle connection breaks.
  pool.on('error', () => undefined)
  pool.on('connect', endOnReadTimeout)
  pool.on('connect', traceQueries)
  keepContext(pool)
  pool.on('release', (_error, client: PoolClient) => {
    // Whoever got it next would see, and commit, what was never committed.
    if (client.getTransactionStatus() !== 'I') void client.end()
  })
  return pool
}

/**
 * The server gives up first, so that it rolls back and says so: after a quarter, which of 15 s is less
 * than the 5 s that the client waits for a call. PGlite passes all but the first over.
 */
function toTimeouts(queryTimeoutMs: number): PoolConfig {
  return {
    query_timeout: queryTimeoutMs,
    statement_timeout: Math.ceil(queryTimeoutMs / 4),
    // Whoever went away without a word keeps no lock for longer.
    idle_in_transaction_session_timeout: queryTimeoutMs,
  }
}

/** The driver fails the promise and leaves the statement running: what follows would wait behind it. */
function endOnReadTimeout(client: PoolClient): void {
  const { query } = client
  Reflect.set(client, 'query', (...input: unknown[]) => {
    const answer: unknown = Reflect.apply(query, client, input)
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === READ_TIMEOUT) void client.end()
      })
    }
    return answer
  })
}
