import type { KeyStore } from '@itqan/keys-router'
import {
  createChangeFeed,
  createKeyStore,
  type Database,
  openDatabase,
  type OwnedChangeFeed,
} from '@itqan/keys-store'

/** For people and the feed. A query that takes longer has lost its server. */
const own = { maxConnections: 3, queryTimeoutMs: 15_000 }

/** The keys, through two doors: however many apps report, a revocation finds a connection. */
export interface Stores {
  /** Behind the people's door and the feed. */
  database: Database
  /** For people. */
  store: KeyStore
  /** For the apps. */
  appStore: KeyStore
  /** Tells the apps' open streams of every change. */
  feed: OwnedChangeFeed
  close(): Promise<void>
}

export function openStores(url: string): Stores {
  const database = openDatabase({ url, ...own })
  const appDatabase = openDatabase({ url })
  const onCommit = () => feed.wake()
  const store = createKeyStore(database, { onCommit })
  const feed = createChangeFeed({ changes: (since) => store.changes(since) })
  return {
    database,
    store,
    appStore: createKeyStore(appDatabase, { onCommit }),
    feed,
    async close() {
      feed.close()
      await Promise.all([database.close(), appDatabase.close()])
    },
  }
}
