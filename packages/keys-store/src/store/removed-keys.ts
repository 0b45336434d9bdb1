import { Prisma } from '../generated/client'
import type { Session } from './epoch'
import type { TakenKeys } from './take-keys'

/** Stands for a provider where the clients of several must learn that a key is gone. */
export const SEVERAL_PROVIDERS = '*'

interface Removal extends Pick<TakenKeys, 'keys' | 'revision'> {
  /** What puts a key back that is called `k.id`. Default: nothing does. */
  kept?: Prisma.Sql
}

const nothing = Prisma.sql`NULL::jsonb`

/**
 * Writes down that clients of these keys' providers must drop them: they were deleted, or moved to
 * another provider. With what is kept of a key goes what was written of it before, as `earlier`. The
 * caller holds the epoch's lock.
 */
export async function markAsRemoved(
  session: Session,
  { keys, revision, kept = nothing }: Removal,
): Promise<void> {
  await session.$executeRaw`
    INSERT INTO "removed_keys" AS r ("keyId", "provider", "revision", "removedAt", "kept")
    SELECT k.id, k.provider, ${revision}::bigint, ${new Date()}, ${kept} FROM unnest(
      ${keys.map(({ id }) => id)}::text[], ${keys.map(({ provider }) => provider)}::text[]
    ) AS k(id, provider)
    ON CONFLICT ("keyId") DO UPDATE
    SET "revision" = EXCLUDED."revision", "removedAt" = EXCLUDED."removedAt",
      "kept" = EXCLUDED."kept" || jsonb_build_object('earlier', to_jsonb(r) - 'kept'),
      "provider" = CASE WHEN r."provider" = EXCLUDED."provider" THEN r."provider"
        ELSE ${SEVERAL_PROVIDERS} END`
  // No client's snapshot is that old.
  await session.$executeRaw`
    DELETE FROM "removed_keys" WHERE "removedAt" < now() - interval '30 days'`
}

/** Ids of keys that clients of a provider, or of any, must drop: not those that it has again. */
export async function readRemovedKeys(
  session: Session,
  {
    provider = null,
    since = -1,
  }: { provider?: string | null | undefined; since?: number | undefined },
): Promise<string[]> {
  const rows = await session.$queryRaw<{ keyId: string }[]>`
    SELECT r."keyId" FROM "removed_keys" AS r
    WHERE r."revision" > ${since}
      AND (${provider}::text IS NULL OR r."provider" IN (${provider}, ${SEVERAL_PROVIDERS}))
      AND NOT EXISTS (
        SELECT FROM "api_keys" AS k
        WHERE k."id" = r."keyId" AND (${provider}::text IS NULL OR k."provider" = ${provider})
      )`
  return rows.map(({ keyId }) => keyId)
}
