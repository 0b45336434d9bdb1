import {
  type KeyFilter,
  type KeyPage,
  type KeyPageInput,
  type KeySort,
  MAX_KEY_IDS,
} from '@itqan/keys-contract'
import { Prisma } from '../generated/client'
import type { Session } from '../store/epoch'
import { isFound, keyStatus, resting } from './filter-keys'
import { orderOf } from './order-keys'
import { readManagedKeys } from './read-managed-keys'
import { rates } from './read-uses'

/** Finds and sorts ids alone: a row's uses and rests are read for those of the page. */
export async function pageKeys(session: Session, input: KeyPageInput): Promise<KeyPage> {
  const { sort, cursor = 0, limit } = input
  const now = new Date()
  // One more, to know whether others follow.
  const ids = await findIds(session, { filter: input, sort, now, skip: cursor, take: limit + 1 })
  return {
    rows: await readManagedKeys(session, { ids: ids.slice(0, limit), now }),
    nextCursor: ids.length > limit ? cursor + limit : null,
  }
}

const sortOfIds: KeySort = { by: 'name', isDescending: false }

export function matchingIds(session: Session, filter: KeyFilter): Promise<string[]> {
  return findIds(session, {
    filter,
    sort: sortOfIds,
    now: new Date(),
    skip: 0,
    take: MAX_KEY_IDS,
  })
}

interface Search {
  filter: KeyFilter
  sort: KeySort
  now: Date
  skip: number
  take: number
}

async function findIds(session: Session, search: Search): Promise<string[]> {
  const { filter, sort, now, skip, take } = search
  const needsStatus = sort.by === 'status' || Boolean(filter.statuses?.length)
  const needsRates = sort.by === 'successRate'
  const status = needsStatus ? keyStatus : Prisma.sql`NULL`
  const rows = await session.$queryRaw<{ id: string }[]>`
    WITH ${resting(now)}${needsRates ? Prisma.sql`, ${rates(now)}` : Prisma.empty}
    SELECT k."id" FROM (
      SELECT k."id", k."provider", k."name", k."maskedKey", k."quotaPool", k."usageCount",
        k."errorCount", k."lastUsedAt", k."lastFailureAt", ${status} AS "status"
      FROM "api_keys" AS k
    ) AS k
    ${needsRates ? Prisma.sql`LEFT JOIN rates ON rates."keyId" = k."id"` : Prisma.empty}
    WHERE ${isFound(filter)}
    ORDER BY ${orderOf(sort)}
    OFFSET ${skip} LIMIT ${take}`
  return rows.map(({ id }) => id)
}
