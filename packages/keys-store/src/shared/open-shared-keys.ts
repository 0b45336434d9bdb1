import type { InternalSecret } from '@itqan/keys-contract'
import type { Log } from '@itqan/keys-router'
import { createInProcessLink, type InProcessLinkOptions } from '@itqan/keys-router/in-process'
import { createAuditLog, poolAsConnection } from '../audit'
import { createConsumerLog } from '../consumers'
import { openDatabase } from '../database'
import { createChangeFeed } from '../feed/create-change-feed'
import { assertKeysReadable, createKeyOpener, type Keyring, parseKeyring } from '../keyring'
import { createKeyStore } from '../store/create-key-store'
import { waitForDatabase } from '../wait-for-database'

export interface SharedKeysOptions extends Pick<InProcessLinkOptions, 'secret' | 'versions'> {
  /** The dashboard's database, `postgresql://…`. */
  databaseUrl: string
  /** Those that are accepted, as `INTERNAL_API_SECRET` lists them. */
  secrets: InternalSecret[]
  /** What opens the keys, as `KEYS_ENCRYPTION_KEYS` of the dashboard lists it. */
  encryptionKeys: string
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
   * Resolves when the database answers, has its tables, and holds keys that can be opened here.
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

function readKeyring(encryptionKeys: string): Keyring {
  const parsed = parseKeyring(encryptionKeys)
  if (parsed.ok) return parsed.keyring
  const problems = parsed.problems.map((problem) => `KEYS_ENCRYPTION_KEYS ${problem}`)
  throw new Error(problems.join('\n'))
}

/**
 * Opens the router over the dashboard's own database, in this process. Connects with the first call.
 *
 * @throws Error naming all that is wrong with `encryptionKeys`, never a value.
 * @example
 * const shared = openSharedKeys({ databaseUrl, encryptionKeys, secrets, secret, log })
 * const keys = createKeysClient({ link: shared.link })
 */
export function openSharedKeys(options: SharedKeysOptions): SharedKeys {
  const { databaseUrl: url, encryptionKeys, maxConnections = 1, ...caller } = options
  const { log } = caller
  const keyring = readKeyring(encryptionKeys)
  const shared = { url, queryTimeoutMs: QUERY_TIMEOUT_MS }
  const database = openDatabase({ ...shared, maxConnections: 1 })
  const reports = openDatabase({ ...shared, maxConnections, idleTimeoutMs: REPORT_IDLE_MS })
  // On the one that reads, which waits for no report's lock: a third connection for each of fifty
  // processes would be too many.
  const audit = createAuditLog({ database, connection: poolAsConnection(database), log })
  // What is opened for `list` is known to the errors of reports.
  const common = { keyring, audit, log, opener: createKeyOpener({ keyring, log }) }
  const reads = createKeyStore(database, common)
  // A report that waits for a lock holds up no revocation: it has a connection of its own.
  const { report } = createKeyStore(reports, { ...common, onCommit: () => feed.wake() })
  // It polls: to listen, each of fifty processes would need a third connection.
  const feed = createChangeFeed({ changes: (since) => reads.changes(since), log })
  // Beside the reports: what is read waits for no lock of theirs.
  const consumers = createConsumerLog({ database: reports, log })
  async function close(): Promise<void> {
    feed.close()
    await Promise.all([audit.close(), consumers.close()])
    await Promise.all([database.close(), reports.close()])
  }
  return {
    link: createInProcessLink({ ...caller, store: { ...reads, report }, feed, audit, consumers }),
    async ready(timeoutMs) {
      await waitForDatabase(database, timeoutMs)
      await assertKeysReadable(database, keyring)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
