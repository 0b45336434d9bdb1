import { Prisma } from '../generated/client'

/**
 * Two common table expressions: `remembered` has a row when the batch is new. A few that no caller can
 * send again are forgotten each time, so that the table stays as small as one month's batches: an app
 * may be away for long before it tries again.
 */
export function rememberedBatch(batchId: string): Prisma.Sql {
  return Prisma.sql`
    forgotten AS (
      DELETE FROM "report_batches" WHERE "batchId" IN (
        SELECT "batchId" FROM "report_batches" WHERE "receivedAt" < now() - interval '30 days'
        ORDER BY "receivedAt" LIMIT 10 FOR UPDATE SKIP LOCKED
      )
    ), remembered AS (
      INSERT INTO "report_batches" ("batchId") VALUES (${batchId}::uuid)
      ON CONFLICT ("batchId") DO NOTHING RETURNING 1
    )`
}
