import type { Database } from '../database'
import { SEVERAL_PROVIDERS } from '../store/removed-keys'
import type { UsedKey } from './shape-usage'

/**
 * What is known of keys that were used, by id: where they are now, or were last. Of those that were
 * deleted too, their names for as long as that is kept.
 */
export async function readUsedKeys(
  prisma: Database['prisma'],
  ids: readonly string[],
): Promise<Map<string, UsedKey>> {
  const rows = await prisma.$queryRaw<UsedKey[]>`
    SELECT asked.id, COALESCE(k."name", r."kept" -> 'row' ->> 'name') AS name, k."id" IS NULL AS "isDeleted",
      COALESCE(k."provider", r."kept" -> 'row' ->> 'provider',
        NULLIF(r."provider", ${SEVERAL_PROVIDERS}), last."provider", '') AS provider
    FROM unnest(${ids}::text[]) AS asked(id)
    LEFT JOIN "api_keys" AS k ON k."id" = asked.id
    LEFT JOIN "removed_keys" AS r ON r."keyId" = asked.id
    LEFT JOIN LATERAL (
      -- Asked in here, it is looked for only where it is needed.
      SELECT u."provider" FROM "key_usage" AS u
      WHERE k."id" IS NULL AND u."keyId" = asked.id AND u."span" = 'hour'
      ORDER BY u."at" DESC LIMIT 1
    ) AS last ON true`
  return new Map(rows.map((row) => [row.id, row]))
}
