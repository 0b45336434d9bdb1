import { MAX_MODELS_APART, OTHER_MODELS } from '@itqan/keys-contract'
import { Prisma } from '../generated/client'
import type { UsageCell } from './usage-cells'

/**
 * A common table expression that counts uses by minute and by hour, for the keys of another one, `locked`:
 * whoever holds a key's row is alone with its counts, so that no two batches can wait for each other here.
 * What was used before a key was moved counts for the provider that it has left, as long as the move is
 * remembered; of one that has left several, for the one that it is at.
 */
export function countedUsage(cells: readonly UsageCell[], app: string | null): Prisma.Sql {
  return Prisma.sql`
    counted_usage AS (
      INSERT INTO "key_usage" ("span", "at", "keyId", "provider", "app", "model", "outcome", "count")
      SELECT s.span, s.at, told.id, told.provider, ${app ?? ''}, told.model, told.outcome, sum(told.uses)
      FROM (
        SELECT r.id, CASE WHEN r.used_at <= locked."pastUntil"
            THEN COALESCE(locked."pastProvider", locked."provider") ELSE locked."provider" END AS provider,
          r.minute, r.hour, r.outcome, r.uses,
          -- Only models that are not there yet take the places that are left.
          CASE WHEN there.is_known OR there.models + dense_rank() OVER (
            PARTITION BY r.id, r.hour, there.is_known ORDER BY r.model
          ) <= ${MAX_MODELS_APART}::int THEN r.model ELSE ${OTHER_MODELS} END AS model
        FROM locked JOIN unnest(
          ${cells.map(({ keyId }) => keyId)}::text[],
          ${cells.map(({ minute }) => minute)}::timestamptz[],
          ${cells.map(({ hour }) => hour)}::timestamptz[],
          ${cells.map(({ model }) => model)}::text[],
          ${cells.map(({ outcome }) => outcome)}::text[],
          ${cells.map(({ usedAt }) => usedAt)}::timestamptz[],
          ${cells.map(({ count }) => count)}::bigint[]
        ) AS r(id, minute, hour, model, outcome, used_at, uses) ON r.id = locked."id"
        CROSS JOIN LATERAL (
          -- Whatever the planner thinks of the table, these are a few rows of an index.
          SELECT count(DISTINCT u."model") AS models,
            COALESCE(bool_or(u."model" = r.model), false) AS is_known
          FROM "key_usage" AS u
          WHERE u."keyId" = r.id AND u."span" = 'hour' AND u."at" = r.hour
        ) AS there
      ) AS told
      CROSS JOIN LATERAL (VALUES ('minute', told.minute), ('hour', told.hour)) AS s(span, at)
      GROUP BY s.span, s.at, told.id, told.provider, told.model, told.outcome
      ORDER BY told.id, s.span, s.at, told.provider, told.model, told.outcome
      ON CONFLICT ("span", "at", "keyId", "provider", "app", "model", "outcome")
      DO UPDATE SET "count" = "key_usage"."count" + excluded."count"
    )`
}
