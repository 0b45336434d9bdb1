import { MAX_USAGE_GROUPS, type UsageGrouping, type UsageInput } from '@itqan/keys-contract'
import type { Database } from '../database'
import { Prisma } from '../generated/client'
import type { Session } from '../store/epoch'
import { spanOf } from './bucket-starts'
import type { UsageRow } from './shape-usage'

const columns = {
  provider: Prisma.sql`u."provider"`,
  key: Prisma.sql`u."keyId"`,
  app: Prisma.sql`u."app"`,
  model: Prisma.sql`u."model"`,
  outcome: Prisma.sql`u."outcome"`,
} as const satisfies Record<UsageGrouping, Prisma.Sql>

interface Wanted {
  input: UsageInput
  buckets: Date[]
}

export interface UsageRows {
  /** At most as many as groups that are told apart, buckets and outcomes make, however many keys there are. */
  rows: UsageRow[]
  groupCount: number
}

/** Times in milliseconds: how long to wait for a connection, and how long it may take. */
const asOneMoment = { isolationLevel: 'RepeatableRead', maxWait: 15_000, timeout: 20_000 } as const

/** What was counted: the groups with most calls apart, the rest as one. */
export function readRows(prisma: Database['prisma'], wanted: Wanted): Promise<UsageRows> {
  if (wanted.input.by !== 'key') return readByFew(prisma, wanted)
  return prisma.$transaction((session) => readByKey(session, wanted), asOneMoment)
}

/** Which rows are counted. */
function counted({ input, buckets }: Wanted): Prisma.Sql {
  const { range, provider = null, keyId = null, app = null, model = null } = input
  return Prisma.sql`u."span" = ${spanOf(range)} AND u."at" >= ${buckets[0]}::timestamptz
    AND (${provider}::text IS NULL OR u."provider" = ${provider})
    AND (${keyId}::text IS NULL OR u."keyId" = ${keyId})
    AND (${app}::text IS NULL OR u."app" = ${app})
    AND (${model}::text IS NULL OR u."model" = ${model})`
}

const bucketOf = (buckets: Date[]) =>
  Prisma.sql`width_bucket(u."at"::timestamptz, ${buckets}::timestamptz[])`

/**
 * Of thousands of keys, each bucket of each would be a group: far more than fit in a sort's memory. So
 * they are first ranked as wholes. The transaction is to see one moment: a key that is first used in
 * between would be of the rest, and not counted among the groups.
 */
async function readByKey(session: Session, wanted: Wanted): Promise<UsageRows> {
  const ranked = await session.$queryRaw<{ id: string; groups: number }[]>`
    SELECT u."keyId" AS id, (count(*) OVER ())::int AS groups FROM "key_usage" AS u
    WHERE ${counted(wanted)} GROUP BY 1
    ORDER BY sum(u."count") DESC, 1 LIMIT ${MAX_USAGE_GROUPS}::int`
  if (ranked.length === 0) return { rows: [], groupCount: 0 }
  const ids = ranked.map(({ id }) => id)
  const rows = await session.$queryRaw<Omit<UsageRow, 'place'>[]>`
    SELECT CASE WHEN u."keyId" = ANY(${ids}::text[]) THEN u."keyId" END AS id,
      u."outcome" AS outcome, ${bucketOf(wanted.buckets)} AS bucket, sum(u."count")::float8 AS count,
      min(u."at")::timestamptz AS first, max(u."at")::timestamptz AS last
    FROM "key_usage" AS u WHERE ${counted(wanted)} GROUP BY 1, 2, 3`
  const places = new Map(ids.map((id, index) => [id, index + 1]))
  return {
    rows: rows.map((row) => ({ ...row, place: places.get(row.id ?? '') ?? null })),
    groupCount: ranked[0]?.groups ?? 0,
  }
}

/** All at once, where groups are few. */
async function readByFew(prisma: Database['prisma'], wanted: Wanted): Promise<UsageRows> {
  const rows = await prisma.$queryRaw<(UsageRow & { groupCount: number })[]>`
    WITH uses AS MATERIALIZED (
      SELECT ${columns[wanted.input.by]} AS id, u."outcome" AS outcome,
        ${bucketOf(wanted.buckets)} AS bucket,
        sum(u."count") AS uses, min(u."at") AS first, max(u."at") AS last
      FROM "key_usage" AS u WHERE ${counted(wanted)} GROUP BY 1, 2, 3
    ), ranked AS (
      SELECT id, row_number() OVER (ORDER BY sum(uses) DESC, id) AS place,
        count(*) OVER () AS groups
      FROM uses GROUP BY id
    ), told AS (
      SELECT u.*, ranked.groups, CASE WHEN place <= ${MAX_USAGE_GROUPS}::int THEN place END AS place
      FROM uses AS u JOIN ranked USING (id)
    )
    SELECT place::int, CASE WHEN place IS NOT NULL THEN id END AS id, bucket, outcome,
      sum(uses)::float8 AS count, min(first)::timestamptz AS first, max(last)::timestamptz AS last,
      max(groups)::int AS "groupCount"
    FROM told GROUP BY place, 2, bucket, outcome`
  return { rows, groupCount: rows[0]?.groupCount ?? 0 }
}
