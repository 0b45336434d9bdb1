import { KeysError } from '@itqan/keys-contract'
import type { KeyStore } from '@itqan/keys-router'
import type { Database } from '../database'
import { Prisma } from '../generated/client'
import { applyReport } from './apply-report'
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

/** The router's `KeyStore` on PostgreSQL. */
export function createKeyStore({ prisma }: Database): KeyStore {
  const inTransaction = <T>(job: (session: Session) => Promise<T>) =>
    prisma.$transaction(job, patience).catch(toBusy)
  return {
    list: (input) => listKeys(prisma, input),
    report: async (input) => {
      const applied = await inTransaction((session) => applyReport(session, input))
      // Outside the transaction: nobody waits for these reads.
      const epoch = Number(await readEpoch(prisma))
      return { ...applied, epoch, cooldowns: await readCooldowns(prisma) }
    },
    listManaged: () => listManagedKeys(prisma),
    create: (input) => inTransaction((session) => createKey(session, input)),
    setActive: (input) => inTransaction((session) => setKeyActive(session, input)),
    remove: ({ keyId }) => inTransaction((session) => removeKey(session, keyId)),
    resetErrors: ({ keyId }) => inTransaction((session) => resetKeyErrors(session, keyId)),
  }
}
