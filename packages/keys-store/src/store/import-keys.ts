import type { AuditEvent, Origin } from '@itqan/keys-router'
import { bumpEpoch, lockEpoch, type Session } from './epoch'
import type { NewKey } from './manage-keys'

/** Of each list of fingerprints, whether the pool has one of them. */
export async function findKnown(
  session: Session,
  candidates: readonly (readonly string[])[],
): Promise<boolean[]> {
  // A fingerprint is over its provider as well: one provider's is never another's.
  const where = { fingerprint: { in: candidates.flat() } }
  const rows = await session.apiKey.findMany({ where, select: { fingerprint: true } })
  const known = new Set(rows.map((row) => row.fingerprint))
  return candidates.map((fingerprints) => fingerprints.some((one) => known.has(one)))
}

/**
 * Adds those that are new, under one epoch.
 *
 * @returns the new ids in the order of the keys, `null` for those that a provider has already, or
 * that stand among these twice.
 */
export async function importKeys(
  session: Session,
  prepared: readonly NewKey[],
): Promise<(string | null)[]> {
  // Nobody else adds or seals a key until the end of the transaction.
  await lockEpoch(session)
  const known = await findKnown(
    session,
    prepared.map(({ fingerprints }) => fingerprints),
  )
  const seen = new Set<string>()
  const isNew = prepared.map(({ row }, index) => {
    const isFirst = !seen.has(row.fingerprint)
    seen.add(row.fingerprint)
    return isFirst && !known[index]
  })
  const added = prepared.filter((_, index) => isNew[index])
  if (added.length > 0) {
    const revision = await bumpEpoch(session)
    await session.apiKey.createMany({ data: added.map(({ row }) => ({ ...row, revision })) })
  }
  return prepared.map(({ row }, index) => (isNew[index] ? row.id : null))
}

/** One entry for one call, however many keys it added. */
export function importEvent(
  origin: Origin,
  { prepared, ids }: { prepared: readonly NewKey[]; ids: readonly (string | null)[] },
): AuditEvent {
  const added = ids.filter((id) => id !== null)
  const providers = new Set(prepared.map(({ row }) => row.provider))
  const [provider = null] = providers
  return {
    ...origin,
    action: 'keys.import',
    outcome: 'ok',
    provider: providers.size === 1 ? provider : null,
    keyIds: added,
    detail: `${added.length} added, ${ids.length - added.length} there already`,
  }
}
