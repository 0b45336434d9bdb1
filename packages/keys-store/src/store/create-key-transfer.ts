import { setImmediate } from 'node:timers/promises'
import { KeysError } from '@itqan/keys-contract'
import type { KeyTransfer } from '@itqan/keys-router'
import type { Database } from '../database'
import { fingerprints, type KeyOpener, type Keyring } from '../keyring'
import type { ChangeAudit } from './audit-change'
import type { Session } from './epoch'
import { findKnown, importEvent, importKeys } from './import-keys'
import { sealedColumns } from './list-keys'
import { type NewKey, prepareKey } from './manage-keys'
import { toKeysError } from './to-keys-error'

/** In milliseconds: how long to wait for a connection, and how long one transaction may take. */
const patience = { maxWait: 15_000, timeout: 20_000 }

/** Then other requests have their turn. */
const SEALED_AT_ONCE = 25

export interface KeyTransferOptions {
  keyring: Keyring
  audit: ChangeAudit
  /** Told of every key that comes and goes: no error that prints one is shown with it. */
  opener: KeyOpener
  /** Called after each commit that moved the epoch. */
  onCommit?: () => void
}

/** Keys on their way in and out, on PostgreSQL. */
export function createKeyTransfer({ prisma }: Database, options: KeyTransferOptions): KeyTransfer {
  const { keyring, audit, opener, onCommit = () => undefined } = options
  const read = <T>(job: (session: Session) => Promise<T>) => job(prisma).catch(rethrow)
  return {
    async areKnown(keys) {
      const candidates = await inTurn(keys, (key) => fingerprints(keyring, key))
      return read((session) => findKnown(session, candidates))
    },

    async importKeys(keys, origin) {
      const prepared: NewKey[] = await inTurn(keys, (key) => prepareKey(keyring, key))
      const ids = await prisma
        .$transaction(async (session) => {
          const added = await importKeys(session, prepared)
          // Last of all: the audit's chain is locked until the end of the transaction.
          await audit.appendWithin(session, importEvent(origin, { prepared, ids: added }))
          return added
        }, patience)
        .catch(rethrow)
      for (const [index, { key }] of keys.entries()) if (ids[index]) opener.redactor.learn(key)
      if (ids.some((id) => id !== null)) onCommit()
      return ids
    },

    async open(keyId) {
      const where = { id: keyId }
      const row = await read((session) =>
        session.apiKey.findUnique({ where, select: sealedColumns }),
      )
      if (!row) return null
      const key = (await opener.open([row])).get(keyId)
      if (key === undefined) throw new KeysError('key_unreadable', 'This key cannot be opened')
      return { provider: row.provider, key }
    },
  }
}

async function inTurn<T, R>(items: readonly T[], job: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) {
    results.push(await job(item))
    if (results.length % SEALED_AT_ONCE === 0) await setImmediate()
  }
  return results
}

function rethrow(error: unknown): never {
  throw toKeysError(error)
}
