import type { KeyStore, KeyTransfer, Log, ManagedKeys } from '@itqan/keys-router'
import {
  createChangeFeed,
  createConsumerLog,
  createEpochListener,
  createKeyOpener,
  createKeyStore,
  createKeyTransfer,
  type Database,
  type Keyring,
  openDatabase,
  type OwnedChangeFeed,
  type OwnedConsumerLog,
  startForgettingRemovals,
  startUsagePruning,
} from '@itqan/keys-store'
import { type AuditSettings, openAudit, type OpenAudit } from './audit/open-audit'
import { openRedisSignal } from './fan-out/open-redis-signal'

/** For people and the feed. A query that takes longer has lost its server. */
const own = { maxConnections: 3, queryTimeoutMs: 15_000 }

export interface StoresOptions extends AuditSettings {
  databaseUrl: string
  /** Carries changes between dashboards besides; `undefined` for none. */
  redisUrl?: string | undefined
  keyring: Keyring
  log: Log
}

/** The keys, through two doors: however many apps report, a revocation finds a connection. */
export interface Stores {
  /** Behind the people's door and the feed. */
  database: Database
  /** For people. */
  keys: ManagedKeys
  /** In many at once, and out one at a time; for people too. */
  transfer: KeyTransfer
  /** For the apps. */
  appStore: KeyStore
  /** Of both. */
  audit: OpenAudit['audit']
  /** What was written down, for people, and whoever goes through all of it. */
  auditReader: OpenAudit['auditReader']
  auditVerifier: OpenAudit['auditVerifier']
  /** Tells the apps' open streams of every change. */
  feed: OwnedChangeFeed
  /** Keeps what is seen of the apps. */
  consumers: OwnedConsumerLog
  /** Takes every key that was opened out of a text. */
  redact(text: string): string
  close(): Promise<void>
}

/** @throws Error naming what is wrong with `auditSink`. */
export function openStores(options: StoresOptions): Stores {
  const { databaseUrl: url, redisUrl, keyring, log } = options
  const database = openDatabase({ url, ...own })
  const { audit, auditReader, auditVerifier } = openAudit(options, { database, log })
  // Else connections that went silent would fill the pool for good.
  const appDatabase = openDatabase({ url, queryTimeoutMs: own.queryTimeoutMs })
  const fanOut = redisUrl ? openRedisSignal({ url: redisUrl, log }) : null
  const onCommit = () => {
    feed.wake()
    fanOut?.tell()
  }
  // What one door has opened, the other knows.
  const opener = createKeyOpener({ keyring, log })
  const common = { keyring, audit, log, opener, onCommit }
  const store = createKeyStore(database, common)
  const signals = [createEpochListener({ database, log }), ...(fanOut ? [fanOut] : [])]
  const feed = createChangeFeed({ changes: (since) => store.changes(since), signals, log })
  const consumers = createConsumerLog({ database, log })
  const stopPruning = startUsagePruning(database, log)
  const stopForgetting = startForgettingRemovals(database, log)
  return {
    database,
    keys: store,
    transfer: createKeyTransfer(database, common),
    appStore: createKeyStore(appDatabase, common),
    audit,
    auditReader,
    auditVerifier,
    feed,
    consumers,
    redact: (text) => opener.redactor.redact(text),
    async close() {
      stopPruning()
      stopForgetting()
      feed.close()
      auditVerifier.close()
      await auditVerifier.idle()
      await Promise.all([feed.ended(), audit.close(), consumers.close()])
      await Promise.all([database.close(), appDatabase.close()])
    },
  }
}
