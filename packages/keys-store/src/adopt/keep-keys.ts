import { randomUUID } from 'node:crypto'
import { maskKey } from '@itqan/keys-contract'
import { fingerprints } from '../keyring/fingerprints'
import type { Keyring } from '../keyring/parse-keyring'
import { sealKey } from '../keyring/sealed-key'
import { bumpEpoch, lockEpoch, type Session } from '../store/epoch'
import type { KeyGroup } from './group-keys'
import type { PlainKey } from './normalise-row'

/** What became of a group: kept under this id, there already under it, or its id is another key's. */
export type Kept = { group: KeyGroup } & (
  | { result: 'adopted' | 'present'; id: string }
  | { result: 'id_taken' }
)

type Foreseen = Kept & { group: KeyGroup }

/** What would become of groups. Reads only. */
export async function foreseeKeys(
  session: Session,
  keyring: Keyring,
  groups: readonly KeyGroup[],
): Promise<Foreseen[]> {
  const prints = await Promise.all(groups.map(({ key }) => fingerprints(keyring, key)))
  const given = groups.flatMap(({ key }) => key.id ?? [])
  const rows = await session.apiKey.findMany({
    where: { OR: [{ fingerprint: { in: prints.flat() } }, { id: { in: given } }] },
    select: { id: true, fingerprint: true },
  })
  const idByPrint = new Map(rows.map((row) => [row.fingerprint, row.id]))
  const takenIds = new Set(rows.map((row) => row.id))
  return groups.map((group, index) => {
    const id = prints[index]?.map((print) => idByPrint.get(print)).find((found) => found)
    if (id) return { group, result: 'present', id }
    const own = group.key.id
    if (own !== null && takenIds.has(own)) return { group, result: 'id_taken' }
    return { group, result: 'adopted', id: own ?? randomUUID() }
  })
}

/** Adds what the pool has not. Other writers wait until the transaction ends. */
export async function keepKeys(
  session: Session,
  keyring: Keyring,
  groups: readonly KeyGroup[],
): Promise<Kept[]> {
  await lockEpoch(session)
  const foreseen = await foreseeKeys(session, keyring, groups)
  const fresh = foreseen.flatMap((kept) =>
    kept.result === 'adopted' ? [{ id: kept.id, plain: kept.group.key }] : [],
  )
  if (fresh.length === 0) return foreseen
  const revision = await bumpEpoch(session)
  const rows = await Promise.all(
    fresh.map(async ({ id, plain }) => ({
      ...columnsOf(plain),
      ...(await sealKey(keyring, { id, provider: plain.provider }, plain.key)),
      id,
      revision,
    })),
  )
  await session.apiKey.createMany({ data: rows })
  // One that was removed from the pool is in it again: no client is to drop it.
  await session.removedKey.deleteMany({ where: { keyId: { in: fresh.map(({ id }) => id) } } })
  return foreseen
}

function columnsOf(plain: PlainKey) {
  const { provider, name, key, isActive, usageCount, errorCount } = plain
  const { lastUsedAt, lastError, createdAt } = plain
  return {
    provider,
    name,
    maskedKey: maskKey(key),
    isActive,
    usageCount,
    errorCount,
    lastUsedAt,
    lastError,
    // The guide kept no kind of failure.
    ...(lastError !== null && { lastFailure: 'error' }),
    ...(createdAt && { createdAt }),
  }
}
