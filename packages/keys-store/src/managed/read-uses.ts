import { isFailure, type ManagedKey, outcomeSchema } from '@itqan/keys-contract'
import { Prisma } from '../generated/client'
import type { Session } from '../store/epoch'

const HOUR_MS = 60 * 60 * 1000
const HOURS = 24

/** How a key's uses of the last 24 h went. */
export type RecentUses = Pick<ManagedKey, 'errorsByOutcome' | 'usesByHour' | 'usesOfDay'>

/** When the first of the last 24 hours began, the present one counted among them. */
function firstHour(now: Date): Date {
  return new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS)
}

const failures = outcomeSchema.options.filter(isFailure)

/** Of each key that was used in the last 24 h, the share that went well: to sort by. */
export function rates(now: Date): Prisma.Sql {
  return Prisma.sql`rates AS (
    SELECT "keyId", sum("count") FILTER (WHERE "outcome" = 'ok')::double precision
      / NULLIF(sum("count") FILTER (WHERE "outcome" = 'ok' OR "outcome" = ANY(${failures})), 0) AS "rate"
    FROM "key_usage" WHERE "span" = 'hour' AND "at" >= ${firstHour(now)}
    GROUP BY "keyId"
  )`
}

interface Wanted {
  /** `null` for all. */
  ids: string[] | null
  now: Date
}

/** By key; one that was not used has none. */
export async function readUses(
  session: Session,
  { ids, now }: Wanted,
): Promise<Map<string, RecentUses>> {
  const from = firstHour(now)
  const which = ids ? Prisma.sql`AND "keyId" = ANY(${ids})` : Prisma.empty
  // One row a key: thousands would cost more on their way than in the database.
  const rows = await session.$queryRaw<{ keyId: string; uses: Use[] }[]>`
    SELECT "keyId", jsonb_agg(jsonb_build_array("hour", "outcome", "count")) AS "uses" FROM (
      SELECT "keyId", "outcome", sum("count") AS "count",
        (extract(epoch FROM "at" - ${from}::timestamptz) / 3600)::integer AS "hour"
      FROM "key_usage" WHERE "span" = 'hour' AND "at" >= ${from} ${which}
      GROUP BY "keyId", "outcome", "at"
    ) AS hours GROUP BY "keyId"`
  return new Map(rows.map(({ keyId, uses }) => [keyId, toRecentUses(uses)]))
}

/** The hour's place, the outcome, how often. */
type Use = [hour: number, outcome: string, count: number]

export function noUses(): RecentUses {
  return toRecentUses([])
}

function toRecentUses(uses: readonly Use[]): RecentUses {
  const usesByHour = Array.from({ length: HOURS }, () => ({ ok: 0, failed: 0 }))
  const errorsByOutcome: RecentUses['errorsByOutcome'] = {}
  const usesOfDay = { ok: 0, failed: 0 }
  for (const [hour, name, count] of uses) {
    const outcome = outcomeSchema.parse(name)
    if (outcome !== 'ok') errorsByOutcome[outcome] = (errorsByOutcome[outcome] ?? 0) + count
    const kind = kindOf(outcome)
    const ofHour = usesByHour[hour]
    if (!kind || !ofHour) continue
    ofHour[kind] += count
    usesOfDay[kind] += count
  }
  const isUsed = usesOfDay.ok + usesOfDay.failed > 0
  return { errorsByOutcome, usesByHour, usesOfDay: isUsed ? usesOfDay : null }
}

/** What the caller asked wrongly, or gave up, says nothing of the key. */
function kindOf(outcome: (typeof outcomeSchema.options)[number]): 'ok' | 'failed' | null {
  if (outcome === 'ok') return 'ok'
  return isFailure(outcome) ? 'failed' : null
}
