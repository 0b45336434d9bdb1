import type { InternalSecret } from '@itqan/keys-contract'
import type { Log } from '@itqan/keys-router'
import { createInProcessLink, type InProcessLinkOptions } from '@itqan/keys-router/in-process'
import { openDatabase } from '../database'
import { createChangeFeed } from '../feed/create-change-feed'
import { createKeyStore } from '../store/create-key-store'
import { waitForDatabase } from '../wait-for-database'

export interface SharedKeysOptions extends Pick<InProcessLinkOptions, 'secret'> {
  /** The dashboard's database, `postgresql://…`. */
  databaseUrl: string
  /** Those that are accepted, as `INTERNAL_API_SECRET` lists them. */
  secrets: InternalSecret[]
  /**
   * Most connections for reports at once. Default 1, for the moment of a report: keys are handed out from
   * memory. One more reads what changed, so fifty processes stay below PostgreSQL's usual hundred.
   */
  maxConnections?: number
  log: Log
}

/** The keys, in an app that shares the dashboard's database. */
export interface SharedKeys extends AsyncDisposable {
  /** For `createKeysClient({ link })`. */
  link: ReturnType<typeof createInProcessLink>
  /**
   * Resolves when the database answers and has its tables.
   *
   * @throws Error naming what to mend, at once or after `timeoutMs` without an answer.
   */
  ready(timeoutMs: number): Promise<void>
  /** For good. Close the client first: it sends its last report through the link. */
  close(): Promise<void>
}

/** A query that takes longer has lost its server. */
const QUERY_TIMEOUT_MS = 15_000

/** Less than between two reports: other processes want to report as well. */
const REPORT_IDLE_MS = 500

/**
 * Opens the router over the dashboard's own database, in this process. Connects with the first call.
 *
 * @example
 * const shared = openSharedKeys({ databaseUrl, secrets, secret, log })
 * const keys = createKeysClient({ link: shared.link })
 */
export function openSharedKeys(options: SharedKeysOptions): SharedKeys {
  const { databaseUrl: url, maxConnections = 1, ...caller } = options
  const shared = { url, queryTimeoutMs: QUERY_TIMEOUT_MS }
  const database = openDatabase({ ...shared, maxConnections: 1 })
  const reports = openDatabase({ ...shared, maxConnections, idleTimeoutMs: REPORT_IDLE_MS })
  const reads = createKeyStore(database)
  // A report that waits for a lock holds up no revocation: it has a connection of its own.
  const { report } = createKeyStore(reports, { onCommit: () => feed.wake() })
  const feed = createChangeFeed({ changes: (since) => reads.changes(since), log: caller.log })
  async function close(): Promise<void> {
    feed.close()
    await Promise.all([database.close(), reports.close()])
  }
  return {
    link: createInProcessLink({ ...caller, store: { ...reads, report }, feed }),
    ready: (timeoutMs) => waitForDatabase(database, timeoutMs),
    close,
    [Symbol.asyncDispose]: close,
  }
}
