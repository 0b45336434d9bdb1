import { randomUUID } from 'node:crypto'
import { type CreateKeyInput, maskKey } from '@itqan/keys-contract'
import { fingerprints, type Keyring, type SealedColumns, sealKey } from '../keyring'
import { bumpEpoch, lockEpoch, type Session } from './epoch'

const changedColumns = { id: true, provider: true } as const

/** A key that is ready to be stored, and what the same key may be stored as. */
export interface NewKey {
  row: { id: string; provider: string; name: string; maskedKey: string } & SealedColumns
  fingerprints: string[]
}

/** What a change was about. */
export interface ChangedKey {
  id: string
  provider: string
}

/** Seals a key for a row of its own. Apart from the transaction: whoever holds the KEK may be slow. */
export async function prepareKey(keyring: Keyring, input: CreateKeyInput): Promise<NewKey> {
  const { key, ...rest } = input
  const row = { ...rest, id: randomUUID(), maskedKey: maskKey(key) }
  return {
    row: { ...row, ...(await sealKey(keyring, row, key)) },
    fingerprints: await fingerprints(keyring, input),
  }
}

/** @returns `null` when the provider has this key already. */
export async function createKey(session: Session, prepared: NewKey): Promise<ChangedKey | null> {
  // Nobody else adds or seals a key until the end of the transaction.
  await lockEpoch(session)
  const { provider } = prepared.row
  const where = { provider, fingerprint: { in: prepared.fingerprints } }
  if (await session.apiKey.findFirst({ where, select: { id: true } })) return null
  return session.apiKey.create({
    data: { ...prepared.row, revision: await bumpEpoch(session) },
    select: changedColumns,
  })
}
