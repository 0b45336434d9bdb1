import { keyStatusOf, type ManagedKey, outcomeSchema } from '@itqan/keys-contract'
import type { Session } from '../store/epoch'
import { readRests } from './read-rests'
import { noUses, readUses } from './read-uses'

/** What a page may see. `key` is not among it: the mask was made when the key was added. */
const managedColumns = {
  id: true,
  provider: true,
  name: true,
  maskedKey: true,
  isActive: true,
  quotaPool: true,
  weight: true,
  usageCount: true,
  errorCount: true,
  lastUsedAt: true,
  lastFailure: true,
  lastFailureAt: true,
  lastError: true,
  isDisabledByProvider: true,
  createdAt: true,
} as const

interface Wanted {
  /** In this order; `null` for all, by provider and name. Ids that no key has are passed over. */
  ids: string[] | null
  now: Date
}

export async function readManagedKeys(
  session: Session,
  { ids, now }: Wanted,
): Promise<ManagedKey[]> {
  if (ids?.length === 0) return []
  const rows = await session.apiKey.findMany({
    ...(ids && { where: { id: { in: ids } } }),
    select: managedColumns,
    orderBy: [{ provider: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  })
  const restsOf = await readRests(session, { keys: rows, now })
  const uses = await readUses(session, { ids, now })
  const keys = rows.map((row) => {
    const rests = restsOf(row)
    return {
      ...row,
      usageCount: Number(row.usageCount),
      errorCount: Number(row.errorCount),
      lastFailure: outcomeSchema.nullable().parse(row.lastFailure),
      rests,
      status: keyStatusOf({ ...row, rests }, now),
      ...(uses.get(row.id) ?? noUses()),
    }
  })
  if (!ids) return keys
  const byId = new Map(keys.map((key) => [key.id, key]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
