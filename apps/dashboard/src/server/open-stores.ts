import type { KeyStore, Log } from '@itqan/keys-router'
import {
  type AuditLog,
  type CheckpointSigner,
  createAuditLog,
  createChangeFeed,
  createKeyOpener,
  createKeyStore,
  type Database,
  type Keyring,
  openDatabase,
  type OwnedChangeFeed,
  parseAuditSink,
} from '@itqan/keys-store'

/** For people and the feed. A query that takes longer has lost its server. */
const own = { maxConnections: 3, queryTimeoutMs: 15_000 }

export interface StoresOptions {
  databaseUrl: string
  keyring: Keyring
  /** Where the audit is written besides; `undefined` for nowhere. */
  auditSink?: string | undefined
  /** Signs the audit's checkpoints; without one there are none. */
  auditSigner?: CheckpointSigner | undefined
  log: Log
}

/** The keys, through two doors: however many apps report, a revocation finds a connection. */
export interface Stores {
  /** Behind the people's door and the feed. */
  database: Database
  /** For people. */
  store: KeyStore
  /** For the apps. */
  appStore: KeyStore
  /** Of both. */
  audit: AuditLog
  /** Tells the apps' open streams of every change. */
  feed: OwnedChangeFeed
  /** Takes every key that was opened out of a text. */
  redact(text: string): string
  close(): Promise<void>
}

/** @throws Error naming what is wrong with `auditSink`. */
export function openStores(options: StoresOptions): Stores {
  const { databaseUrl: url, keyring, auditSink, auditSigner: signer, log } = options
  const parsed = parseAuditSink(auditSink, process.stdout)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const database = openDatabase({ url, ...own })
  const appDatabase = openDatabase({ url })
  const audit = createAuditLog({ database, sinks: parsed.sinks, ...(signer && { signer }), log })
  const onCommit = () => feed.wake()
  // What one door has opened, the other knows.
  const opener = createKeyOpener({ keyring, log })
  const common = { keyring, audit, log, opener, onCommit }
  const store = createKeyStore(database, common)
  const feed = createChangeFeed({ changes: (since) => store.changes(since), log })
  return {
    database,
    store,
    appStore: createKeyStore(appDatabase, common),
    audit,
    feed,
    redact: (text) => opener.redactor.redact(text),
    async close() {
      feed.close()
      await audit.close()
      await Promise.all([database.close(), appDatabase.close()])
    },
  }
}
