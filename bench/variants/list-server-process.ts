// The dashboard's `list` without Next, made of the very parts that it is made of, but for those that are
// to be left out. What to leave out is its one argument; the rest is in the environment.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type AuditSink,
  createInternalApi,
  createNodeHandler,
  type InternalHandlerOptions,
  type RateLimiter,
} from '../../packages/keys-router/src'
import {
  createAuditLog,
  createChangeFeed,
  createConsumerLog,
  createKeyOpener,
  createKeyStore,
  type KeyOpener,
  openDatabase,
  parseKeyring,
} from '../../packages/keys-store/src'
import { keyringSigners } from '../../packages/keys-store/src/audit/keyring-signers'
import { createRedactor } from '../../packages/keys-store/src/redaction/redactor'
import type { Without } from './list-server'
import { createUnguardedApi } from './unguarded-api'

const without = JSON.parse(process.argv[2] ?? '{}') as Without
const { DATABASE_URL = '', KEYS_ENCRYPTION_KEYS: keks = '' } = process.env
const { INTERNAL_API_SECRET: secret = '' } = process.env

const log = {
  error: (message: string) => void process.stderr.write(`${message}\n`),
}

/** Hands out what the table says. */
const readInClear: KeyOpener = {
  redactor: createRedactor(),
  open: async (rows) => new Map(rows.map(({ id, key }) => [id, key])),
}

const keepNothing: AuditSink = { append: async () => undefined }

/** Counts as the dashboard does, which keeps its limiter to itself; what is measured is not refused. */
const counts = new Map<string, number>()
const countAll: RateLimiter = {
  async take(caller, points) {
    counts.set(caller, (counts.get(caller) ?? 0) + points)
    return { isAllowed: true }
  },
}

const parsed = parseKeyring(keks)
if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
const { keyring } = parsed
const queryTimeoutMs = 15_000
const database = openDatabase({ url: DATABASE_URL, maxConnections: 3, queryTimeoutMs })
const appDatabase = openDatabase({ url: DATABASE_URL, queryTimeoutMs })
const [signer] = keyringSigners(keks)
const auditLog = createAuditLog({ database, log, ...(signer && { signer }) })
const opener = without.encryption ? readInClear : createKeyOpener({ keyring, log })
const store = createKeyStore(appDatabase, { keyring, audit: auditLog, log, opener })
const options: InternalHandlerOptions = {
  store,
  feed: createChangeFeed({ changes: (since) => store.changes(since), log }),
  audit: without.audit ? keepNothing : auditLog,
  consumers: createConsumerLog({ database, log }),
  log,
  limiter: countAll,
  secrets: [{ app: 'bench', secret, scope: { canRead: true, provider: null } }],
}
const api = without.guard ? createUnguardedApi(options) : createInternalApi(options)
const server = createServer(createNodeHandler({ api, log }).handle)
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
process.on('disconnect', () => process.exit())
