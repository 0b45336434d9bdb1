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
   * Most connections of this process at once. Default 1: keys are handed out from memory, and fifty
   * processes together stay below PostgreSQL's usual hundred.
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
  /** Close the client first: it sends its last report through the link. */
  close(): Promise<void>
}

/** A query that takes longer has lost its server. */
const QUERY_TIMEOUT_MS = 15_000

/**
 * Opens the router over the dashboard's own database, in this process. Connects with the first call.
 *
 * @example
 * const shared = openSharedKeys({ databaseUrl, secrets, secret, log })
 * const keys = createKeysClient({ link: shared.link })
 */
export function openSharedKeys(options: SharedKeysOptions): SharedKeys {
  const { databaseUrl: url, maxConnections = 1, ...caller } = options
  const database = openDatabase({ url, maxConnections, queryTimeoutMs: QUERY_TIMEOUT_MS })
  const store = createKeyStore(database, { onCommit: () => feed.wake() })
  const feed = createChangeFeed({ changes: (since) => store.changes(since) })
  async function close(): Promise<void> {
    feed.close()
    await database.close()
  }
  return {
    link: createInProcessLink({ ...caller, store, feed }),
    ready: (timeoutMs) => waitForDatabase(database, timeoutMs),
    close,
    [Symbol.asyncDispose]: close,
  }
}
