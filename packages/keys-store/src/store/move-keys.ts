import { KeysError } from '@itqan/keys-contract'
import {
  fingerprints,
  type Keyring,
  type KeyOpener,
  type SealedColumns,
  type SealedRow,
  sealKey,
} from '../keyring'
import type { Session } from './epoch'
import { sealedColumns } from './list-keys'

/** A key that is ready to belong to another provider. */
export interface MovingKey {
  /** As it was read: it moves only if it is still so. */
  before: SealedRow
  after: SealedColumns
  /** What the same key may be stored as at the new provider. */
  fingerprints: string[]
}

interface Move {
  keyIds: string[]
  provider: string
}

/**
 * Seals keys anew for another provider: an envelope opens nowhere but where it was sealed for. Apart
 * from the transaction: whoever holds the KEK may be slow. Keys that are there already are left out.
 *
 * @throws KeysError `key_unreadable`
 */
export async function prepareMove(
  session: Session,
  { keyring, opener }: { keyring: Keyring; opener: KeyOpener },
  { keyIds, provider }: Move,
): Promise<MovingKey[]> {
  const rows = await session.apiKey.findMany({
    where: { id: { in: keyIds }, provider: { not: provider } },
    select: sealedColumns,
  })
  const opened = await opener.open(rows)
  const moving: MovingKey[] = []
  for (const before of rows) {
    const key = opened.get(before.id)
    if (key === undefined) {
      throw new KeysError('key_unreadable', 'This key cannot be opened', { keyId: before.id })
    }
    moving.push({
      before,
      after: await sealKey(keyring, { id: before.id, provider }, key),
      fingerprints: await fingerprints(keyring, { provider, key }),
    })
  }
  return moving
}

/**
 * Gives keys to their new provider. The caller holds their locks and the epoch's.
 *
 * @throws KeysError `duplicate_key` when the provider has one of them already, `store_busy` when one
 * was sealed anew meanwhile.
 */
export async function moveKeys(
  session: Session,
  { moving, provider }: { moving: readonly MovingKey[]; provider: string },
): Promise<void> {
  await refuseTwins(session, { moving, provider })
  for (const { before, after } of moving) {
    const { count } = await session.apiKey.updateMany({
      where: { id: before.id, provider: before.provider, key: before.key, kekId: before.kekId },
      data: { provider, ...after },
    })
    if (count === 0) throw new KeysError('store_busy', 'A key was changed meanwhile: try again')
  }
}

async function refuseTwins(
  session: Session,
  { moving, provider }: { moving: readonly MovingKey[]; provider: string },
): Promise<void> {
  const candidates = moving.flatMap((key) => key.fingerprints)
  const held = await session.apiKey.findMany({
    where: { provider, fingerprint: { in: candidates } },
    select: { fingerprint: true },
  })
  const taken = new Set(held.map(({ fingerprint }) => fingerprint))
  for (const { before, fingerprints: own } of moving) {
    if (own.some((fingerprint) => taken.has(fingerprint))) {
      const said = 'This provider already has this key'
      throw new KeysError('duplicate_key', said, { keyId: before.id })
    }
    // Two keys of two providers may be one and the same.
    for (const fingerprint of own) taken.add(fingerprint)
  }
}
