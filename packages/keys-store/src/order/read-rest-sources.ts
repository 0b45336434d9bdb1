import type { CooldownTarget, RestSource } from '@itqan/keys-contract'
import type { Session } from '../store/epoch'

/** Who told last of a rest's cause. */
export type SourcedTarget = CooldownTarget & RestSource

/** A page shows no more: those that end first. */
const MAX_RESTS = 200

/**
 * The last report, of whichever key a rest speaks of, that says what it rests for. Reports are counted
 * by the minute, and later on by the hour.
 */
export async function readRestSources(
  session: Session,
  provider: string,
): Promise<SourcedTarget[]> {
  const rows = await session.$queryRaw<SourcedTarget[]>`
    SELECT c."scope", c."provider", c."target", c."model", told."app", told."at"
    FROM (
      SELECT * FROM "key_cooldowns"
      WHERE "provider" = ${provider} AND "until" > now() ORDER BY "until" LIMIT ${MAX_RESTS}
    ) AS c
    CROSS JOIN LATERAL (
      SELECT u."app", u."at" FROM "key_usage" AS u
      WHERE u."keyId" IN (
          SELECT k."id" FROM "api_keys" AS k
          WHERE k."provider" = c."provider"
            AND CASE c."scope" WHEN 'pool_model' THEN k."quotaPool" ELSE k."id" END = c."target"
        )
        AND u."outcome" = c."outcome" AND c."model" IN ('', u."model")
        -- No rest is longer.
        AND u."at" > now() - interval '31 days'
      ORDER BY u."at" DESC, u."span" DESC LIMIT 1
    ) AS told`
  return rows.map((row) => ({ ...row, model: row.model || null }))
}
