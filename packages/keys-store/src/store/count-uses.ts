import type { ReportInput } from '@itqan/keys-contract'
import type { ReportedBy } from '@itqan/keys-router'
import { Prisma } from '../generated/client'
import { countedUsage } from './counted-usage'
import type { Session } from './epoch'
import { pastProvider, pastUntil } from './past-provider'
import { rememberedBatch } from './remembered-batch'
import { usageCells } from './usage-cells'

/** What became of a batch, before anybody asks what else is new. */
export interface Applied {
  /** Whether the batch had been applied before. */
  duplicate: boolean
  unknownKeyIds: string[]
  /** Whether the epoch moved. */
  hasMoved: boolean
  /** Of the batch's keys. */
  providers: string[]
}

/** Whether a batch tells nothing but uses that went well: nearly every batch does. */
export function isCountOnly({ entries }: ReportInput): boolean {
  return entries.every(({ outcome, until }) => outcome === 'ok' && until === undefined)
}

/** Whether a key was moved while its row was waited for: what is told of it was so where it was. */
const hasLeft = Prisma.sql`k."provider" <> known."provider"`

/** What another provider let pass says nothing of a key where it is now. */
const isOfPast = Prisma.sql`COALESCE(r.used_at <= locked."pastUntil", false)`

/**
 * Applies a batch that only counts, as one statement: the keys' rows are locked for as long as
 * PostgreSQL needs, and not while an answer travels to a process that is busy and back. Of fifty
 * processes that report at once, each would else wait for forty-nine others.
 */
export async function countUses(
  session: Session,
  input: ReportInput,
  { provider, app }: ReportedBy,
): Promise<Applied> {
  const uses = sumUses(input)
  const ids = [...uses.keys()]
  const now = new Date()
  const teller = { since: input.since, now }
  const [row] = await session.$queryRaw<{ isNew: boolean; ids: string[]; providers: string[] }[]>`
    WITH ${rememberedBatch(input.batchId)}, known AS (
      SELECT "id", "provider" FROM "api_keys"
      WHERE "id" = ANY(${ids}) AND (${provider}::text IS NULL OR "provider" = ${provider})
    ), locked AS (
      -- In the order of their ids, so that two batches over the same keys cannot wait for each other.
      -- After a wait only k is read again: r does not tell of a move that was waited for.
      SELECT k."id", k."provider",
        CASE WHEN ${hasLeft} THEN known."provider" ELSE ${pastProvider} END AS "pastProvider",
        CASE WHEN ${hasLeft} THEN ${now}::timestamptz ELSE ${pastUntil(teller)} END AS "pastUntil"
      FROM known JOIN "api_keys" AS k ON k."id" = known."id"
        LEFT JOIN "removed_keys" AS r ON r."keyId" = k."id"
      WHERE EXISTS (SELECT FROM remembered)
      ORDER BY k."id" FOR UPDATE OF k
    ), counted AS (
      UPDATE "api_keys" AS k
      SET "usageCount" = k."usageCount" + r.uses,
          "lastUsedAt" = GREATEST(k."lastUsedAt", r.used_at),
          "lastOkAt" = CASE WHEN ${isOfPast} THEN k."lastOkAt"
            ELSE GREATEST(k."lastOkAt", r.used_at) END,
          "invalidReports" = CASE WHEN ${isOfPast} OR k."lastRefusedAt" > r.used_at
            THEN k."invalidReports" ELSE 0 END,
          "updatedAt" = now()
      FROM locked JOIN unnest(
        ${ids}::text[],
        ${[...uses.values()].map(({ count }) => count)}::bigint[],
        ${[...uses.values()].map(({ lastUsedAt }) => lastUsedAt)}::timestamptz[]
      ) AS r(id, uses, used_at) ON r.id = locked."id"
      WHERE k."id" = locked."id"
    ), ${countedUsage(usageCells(input.entries, now), app)}
    SELECT EXISTS (SELECT FROM remembered) AS "isNew",
      ARRAY(SELECT "id" FROM known) AS "ids",
      ARRAY(SELECT DISTINCT "provider" FROM known) AS "providers"`
  if (!row) throw new Error('The count of a batch has no answer')
  const known = new Set(row.ids)
  return {
    duplicate: !row.isNew,
    unknownKeyIds: ids.filter((id) => !known.has(id)),
    hasMoved: false,
    providers: row.providers,
  }
}

/** By key. */
function sumUses({ entries }: ReportInput) {
  const uses = new Map<string, { count: number; lastUsedAt: Date }>()
  for (const { keyId, count, lastUsedAt: at } of entries) {
    const before = uses.get(keyId)
    uses.set(keyId, {
      count: (before?.count ?? 0) + count,
      lastUsedAt: before && before.lastUsedAt > at ? before.lastUsedAt : at,
    })
  }
  return uses
}
