import type { ReportInput } from '@itqan/keys-contract'
import type { KeyStore, Log, Restriction } from '@itqan/keys-router'
import type { Database } from '../database'
import { createKeyOpener, type Keyring, type KeyOpener } from '../keyring'
import { answerReport } from './answer-report'
import { applyReport } from './apply-report'
import { auditChange, type ChangeAudit, type Deed } from './audit-change'
import { readChanges } from './changes'
import { type Applied, countUses, isCountOnly } from './count-uses'
import type { Session } from './epoch'
import { createKnownKeys } from './known-keys'
import { listKeys, sealedColumns } from './list-keys'
import {
  type ChangedKey,
  createKey,
  listManagedKeys,
  prepareKey,
  removeKey,
  resetKeyErrors,
  setKeyActive,
} from './manage-keys'
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

/** The router's `KeyStore` on PostgreSQL. */
export function createKeyStore({ prisma }: Database, options: KeyStoreOptions): KeyStore {
  const { keyring, audit, onCommit = () => undefined } = options
  const opener = options.opener ?? createKeyOpener(options)
  const known = createKnownKeys(prisma, opener)
  const read = <T>(job: (session: Session) => Promise<T>) => job(prisma).catch(rethrow)
  const inTransaction = <T>(job: (session: Session) => Promise<T>) =>
    prisma.$transaction(job, patience).catch(rethrow)
  /** For verbs that answer nothing when they changed nothing. */
  const change = async (deed: Deed, job: (session: Session) => Promise<ChangedKey | null>) => {
    const changed = await inTransaction((session) => auditChange(session, { audit, deed, job }))
    if (changed) onCommit()
    return changed
  }
  async function redact(input: ReportInput): Promise<ReportInput> {
    if (!hasTexts(input)) return input
    await known.refresh()
    return redactReport(input, opener.redactor)
  }
  async function apply(input: ReportInput, restriction: Restriction): Promise<Applied> {
    if (isCountOnly(input)) return read((session) => countUses(session, input, restriction))
    const told = await read(() => redact(input))
    return inTransaction((session) => applyReport(session, told, restriction))
  }
  async function learn(session: Session, keyId: string): Promise<void> {
    await opener.open(
      await session.apiKey.findMany({ where: { id: keyId }, select: sealedColumns }),
    )
  }
  return {
    list: (input) => read((session) => listKeys(session, input, opener)),
    report: async (sent, restriction) => {
      const input = withoutFuture(sent, new Date())
      const applied = await apply(input, restriction)
      if (applied.hasMoved) onCommit()
      // Apart from it: nobody waits for these reads.
      return read((session) => answerReport(session, input, applied))
    },
    changes: (since) => read((session) => readChanges(session, since)),
    providers: () => read(summariseProviders),
    listManaged: () => read(listManagedKeys),
    async create(input, origin) {
      const prepared = await prepareKey(keyring, input)
      const deed = { action: 'key.create', origin, otherwise: 'the provider has this key' } as const
      const created = await change(deed, (session) => createKey(session, prepared))
      if (created) opener.redactor.learn(input.key)
      return created && { id: created.id }
    },
    async setActive(input, origin) {
      const detail = input.isActive ? 'on' : 'off'
      const deed = { action: 'key.setActive', origin, detail } as const
      return (await change(deed, (session) => setKeyActive(session, input))) !== null
    },
    async remove({ keyId }, origin) {
      // Errors that print it may still come.
      await read((session) => learn(session, keyId))
      const deed = { action: 'key.remove', origin } as const
      return (await change(deed, (session) => removeKey(session, keyId))) !== null
    },
    async resetErrors(input, origin) {
      const deed = { action: 'key.resetErrors', origin } as const
      return (await change(deed, (session) => resetKeyErrors(session, input))) !== null
    },
  }
}
