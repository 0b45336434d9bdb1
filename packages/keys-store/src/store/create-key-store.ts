import { KeysError } from '@itqan/keys-contract'
import type { KeyStore } from '@itqan/keys-router'
import type { Database } from '../database'
import { Prisma } from '../generated/client'
import { applyReport } from './apply-report'
import { readChanges } from './changes'
import { readCooldowns } from './cooldowns'
import { readEpoch, type Session } from './epoch'
import { listKeys } from './list-keys'
import { createKey, listManagedKeys, removeKey, resetKeyErrors, setKeyActive } from './manage-keys'

/** In milliseconds: how long to wait for a connection, and how long one transaction may take. */
const patience = { maxWait: 15_000, timeout: 20_000 }

/** Prisma's code for a transaction that got no connection, or not enough time. */
const TRANSACTION_FAILED = 'P2028'

function toBusy(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === TRANSACTION_FAILED) {
    throw new KeysError('store_busy', 'The database is busy: try again')
  }
  throw error
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
  const inTransaction = <T>(job: (session: Session) => Promise<T>) =>
    prisma.$transaction(job, patience).catch(toBusy)
  /** For verbs that answer nothing when they changed nothing. */
  const change = async <T>(job: (session: Session) => Promise<T>) => {
    const result = await inTransaction(job)
    if (result) onCommit()
    return result
  }
  return {
    list: (input) => listKeys(prisma, input),
    report: async (input) => {
      const applied = await inTransaction((session) => applyReport(session, input))
      if (applied.hasMoved) onCommit()
      // Outside the transaction: nobody waits for these reads.
      const epoch = Number(await readEpoch(prisma))
      const { duplicate, unknownKeyIds, providers } = applied
      const since = input.since !== undefined && input.since > epoch ? undefined : input.since
      const cooldowns = await readCooldowns(prisma, { providers, since })
      return { duplicate, unknownKeyIds, epoch, cooldowns }
    },
    changes: (since) => readChanges(prisma, since),
    listManaged: () => listManagedKeys(prisma),
    create: (input) => change((session) => createKey(session, input)),
    setActive: (input) => change((session) => setKeyActive(session, input)),
    remove: ({ keyId }) => change((session) => removeKey(session, keyId)),
    resetErrors: ({ keyId }) => change((session) => resetKeyErrors(session, keyId)),
  }
}
