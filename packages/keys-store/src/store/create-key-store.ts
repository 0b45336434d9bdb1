import type { KeyStore } from '@itqan/keys-router'
import type { Database } from '../database'
import { applyReport } from './apply-report'
import type { Session } from './epoch'
import { listKeys } from './list-keys'
import { createKey, listManagedKeys, removeKey, resetKeyErrors, setKeyActive } from './manage-keys'

/** The router's `KeyStore` on PostgreSQL. */
export function createKeyStore({ prisma }: Database): KeyStore {
  const inTransaction = <T>(job: (session: Session) => Promise<T>) => prisma.$transaction(job)
  return {
    list: (input) => listKeys(prisma, input),
    report: (input) => inTransaction((session) => applyReport(session, input)),
    listManaged: () => listManagedKeys(prisma),
    create: (input) => inTransaction((session) => createKey(session, input)),
    setActive: (input) => inTransaction((session) => setKeyActive(session, input)),
    remove: ({ keyId }) => inTransaction((session) => removeKey(session, keyId)),
    resetErrors: ({ keyId }) => inTransaction((session) => resetKeyErrors(session, keyId)),
  }
}
