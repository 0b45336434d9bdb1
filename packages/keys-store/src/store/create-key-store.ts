import type { ReportInput } from '@itqan/keys-contract'
import type { KeyStore, Log, ManagedKeys, ReportedBy } from '@itqan/keys-router'
import type { Database } from '../database'
import { createKeyOpener, type Keyring, type KeyOpener } from '../keyring'
import { answerReport } from './answer-report'
import { applyReport } from './apply-report'
import { auditChanges, type ChangeAudit, type Deed } from './audit-change'
import { readChanges } from './changes'
import { createKeyChanger } from './create-key-changer'
import { type Applied, countUses, isCountOnly } from './count-uses'
import type { Session } from './epoch'
import { matchingIds, pageKeys } from '../managed/page-keys'
import { readManagedKeys } from '../managed/read-managed-keys'
import { summariseKeys } from '../managed/summarise-keys'
import { createKnownKeys } from './known-keys'
import { listKeys } from './list-keys'
import { type ChangedKey, createKey, prepareKey } from './manage-keys'
import { hasTexts, redactReport } from './redact-known-keys'
import { summariseProviders } from './summarise-providers'
import { toKeysError } from './to-keys-error'
import { withoutFuture } from './without-future'

/** In milliseconds: how long to wait for a connection, and how long one transaction may take. */
const patience = { maxWait: 15_000, timeout: 20_000 }

function rethrow(error: unknown): never {
  throw toKeysError(error)
}

export interface KeyStoreOptions {
  /** Seals and opens the keys. */
  keyring: Keyring
  /** Where it is kept what people change. */
  audit: ChangeAudit
  /** Told of keys that cannot be opened. */
  log: Log
  /** Shared by the stores of one process: what one has opened, all know. Default: its own. */
  opener?: KeyOpener
  /** Called after each commit that moved the epoch. */
  onCommit?: () => void
}

/** Both doors to the keys: the apps' and the people's. */
export type StoredKeys = KeyStore & ManagedKeys

/** The router's ports for keys, on PostgreSQL. */
export function createKeyStore({ prisma }: Database, options: KeyStoreOptions): StoredKeys {
  const { keyring, audit, onCommit = () => undefined } = options
  const opener = options.opener ?? createKeyOpener(options)
  const known = createKnownKeys(prisma, opener)
  const read = <T>(job: (session: Session) => Promise<T>) => job(prisma).catch(rethrow)
  const inTransaction = <T>(job: (session: Session) => Promise<T>) =>
    prisma.$transaction(job, patience).catch(rethrow)
  const change = async (deed: Deed, job: (session: Session) => Promise<ChangedKey[]>) => {
    const changed = await inTransaction((session) => auditChanges(session, { audit, deed, job }))
    if (changed.length > 0) onCommit()
    return changed
  }
  async function redact(input: ReportInput): Promise<ReportInput> {
    if (!hasTexts(input)) return input
    await known.refresh()
    return redactReport(input, opener.redactor)
  }
  async function apply(input: ReportInput, by: ReportedBy): Promise<Applied> {
    if (isCountOnly(input)) return read((session) => countUses(session, input, by))
    const told = await read(() => redact(input))
    return inTransaction((session) => applyReport(session, told, by))
  }
  return {
    list: (input) => read((session) => listKeys(session, input, opener)),
    report: async (sent, by) => {
      const input = withoutFuture(sent, new Date())
      const applied = await apply(input, by)
      if (applied.hasMoved) onCommit()
      // Apart from it: nobody waits for these reads.
      return read((session) => answerReport(session, input, applied))
    },
    changes: (since) => read((session) => readChanges(session, since)),
    providers: () => read(summariseProviders),
    listManaged: () => read((session) => readManagedKeys(session, { ids: null, now: new Date() })),
    page: (input) => read((session) => pageKeys(session, input)),
    summary: (filter) => read((session) => summariseKeys(session, filter)),
    ids: (filter) => read((session) => matchingIds(session, filter)),
    async create(input, origin) {
      const prepared = await prepareKey(keyring, input)
      const deed = { action: 'key.create', origin, otherwise: 'the provider has this key' } as const
      const [created] = await change(deed, async (session) => {
        const key = await createKey(session, prepared)
        return key ? [key] : []
      })
      if (created) opener.redactor.learn(input.key)
      return created ? { id: created.id } : null
    },
    ...createKeyChanger({ keyring, opener, read, change }),
  }
}
