import type { KeyStore } from '@itqan/keys-router'
import type { Database } from '../database'
import { applyReport } from './apply-report'
import { readChanges } from './changes'
import { readCooldowns } from './cooldowns'
import { readEpoch, type Session } from './epoch'
import { listKeys } from './list-keys'
import { createKey, listManagedKeys, removeKey, resetKeyErrors, setKeyActive } from './manage-keys'
import { summariseProviders } from './summarise-providers'
import { toKeysError } from './to-keys-error'

/** In milliseconds: how long to wait for a connection, and how long one transaction may take. */
const patience = { maxWait: 15_000, timeout: 20_000 }

function rethrow(error: unknown): never {
  throw toKeysError(error)
}

export interface KeyStoreOptions {
  /** Called after each commit that moved the epoch. */
  onCommit?: () => void
}

/** The router's `KeyStore` on PostgreSQL. */
export function createKeyStore(
  { prisma }: Database,
  { onCommit = () => undefined }: KeyStoreOptions = {},
): KeyStore {
  const read = <T>(job: (session: Session) => Promise<T>) => job(prisma).catch(rethrow)
  const inTransaction = <T>(job: (session: Session) => Promise<T>) =>
    prisma.$transaction(job, patience).catch(rethrow)
  /** For verbs that answer nothing when they changed nothing. */
  const change = async <T>(job: (session: Session) => Promise<T>) => {
    const result = await inTransaction(job)
    if (result) onCommit()
    return result
  }
  return {
    list: (input) => read((session) => listKeys(session, input)),
    report: async (input) => {
      const applied = await inTransaction((session) => applyReport(session, input))
      if (applied.hasMoved) onCommit()
      // Outside the transaction: nobody waits for these reads.
      return read(async (session) => {
        const epoch = Number(await readEpoch(session))
        const { duplicate, unknownKeyIds, providers } = applied
        const since = input.since !== undefined && input.since > epoch ? undefined : input.since
        const cooldowns = await readCooldowns(session, { providers, since })
        return { duplicate, unknownKeyIds, epoch, cooldowns }
      })
    },
    changes: (since) => read((session) => readChanges(session, since)),
    providers: () => read(summariseProviders),
    listManaged: () => read(listManagedKeys),
    create: (input) => change((session) => createKey(session, input)),
    setActive: (input) => change((session) => setKeyActive(session, input)),
    remove: ({ keyId }) => change((session) => removeKey(session, keyId)),
    resetErrors: ({ keyId }) => change((session) => resetKeyErrors(session, keyId)),
  }
}
