import { type KeyIdsInput, KeysError, UNDO_REMOVE_MS } from '@itqan/keys-contract'
import { Prisma } from '../generated/client'
import { removeCooldowns } from './cooldowns'
import { bumpEpoch, lockEpoch, type Session } from './epoch'
import type { ChangedKey } from './manage-keys'
import { idsOf, takeKeys } from './take-keys'
import { markAsRemoved } from './removed-keys'

// All of it within the database: no column can be left out. A key in clear is not kept.
const kept = Prisma.sql`(
  SELECT jsonb_build_object('row', to_jsonb(one), 'rests', COALESCE((
    SELECT jsonb_agg(to_jsonb(c)) FROM "key_cooldowns" AS c
    WHERE c."scope" IN ('key', 'key_model') AND c."target" = one."id"
  ), '[]'::jsonb))
  FROM "api_keys" AS one WHERE one."id" = k.id AND one."kekId" IS NOT NULL
)`

/** Deletes keys, and keeps what is needed to put them back: the rows, still sealed, and their rests. */
export async function removeKeys(session: Session, { keyIds }: KeyIdsInput): Promise<ChangedKey[]> {
  const taken = await takeKeys(session, { keyIds })
  if (!taken) return []
  // Only under the epoch's lock, as an undo takes these rows.
  await forgetRemoved(session)
  const { keys, revision } = taken
  const ids = idsOf(keys)
  await markAsRemoved(session, { keys, revision, kept })
  await session.apiKey.deleteMany({ where: { id: { in: ids } } })
  await removeCooldowns(session, ids)
  return keys
}

/**
 * Puts removed keys back as they were, under a new revision: clients that dropped them are given them
 * anew. One that its provider has been given again is left out.
 *
 * @throws KeysError `duplicate_key` when that is so of every key.
 */
export async function undoRemoveKeys(
  session: Session,
  { keyIds }: KeyIdsInput,
): Promise<ChangedKey[]> {
  await lockEpoch(session)
  const kept = await lockKept(session, keyIds)
  const [twin] = kept.filter(({ isTwin }) => isTwin)
  const back = kept.filter(({ isTwin }) => !isTwin)
  if (twin && back.length === 0 && kept.length === new Set(keyIds).size) {
    const said = 'The provider has been given this key again since'
    throw new KeysError('duplicate_key', said, { keyId: twin.id })
  }
  if (back.length > 0) await putBack(session, idsOf(back))
  return back.map(({ id, provider }) => ({ id, provider }))
}

interface KeptKey extends ChangedKey {
  /** Whether the provider has, or is about to have again, the same key under another id. */
  isTwin: boolean
}

/** Of the same key removed twice, the row that was removed last is the one that comes back. */
function lockKept(session: Session, keyIds: string[]): Promise<KeptKey[]> {
  return session.$queryRaw<KeptKey[]>`
    WITH kept AS MATERIALIZED (
      SELECT r."keyId" AS "id", r."revision", r."kept"->'row'->>'provider' AS "provider",
        r."kept"->'row'->>'fingerprint' AS "fingerprint"
      FROM "removed_keys" AS r
      WHERE r."keyId" = ANY(${keyIds}) AND r."kept" IS NOT NULL AND r."removedAt" > ${oldestKept()}
      ORDER BY r."keyId" FOR UPDATE
    )
    SELECT one."id", one."provider", EXISTS (
      SELECT FROM "api_keys" AS k
      WHERE k."provider" = one."provider" AND k."fingerprint" = one."fingerprint"
    ) OR EXISTS (
      SELECT FROM kept AS later
      WHERE later."provider" = one."provider" AND later."fingerprint" = one."fingerprint"
        AND later."revision" > one."revision"
    ) AS "isTwin"
    FROM kept AS one ORDER BY one."id"`
}

async function putBack(session: Session, ids: string[]): Promise<void> {
  const revision = await bumpEpoch(session)
  await session.$executeRaw`
    INSERT INTO "api_keys"
    SELECT row.* FROM "removed_keys" AS r, LATERAL jsonb_populate_record(
      NULL::"api_keys", r."kept"->'row' || jsonb_build_object('revision', ${revision}::bigint)
    ) AS row
    WHERE r."keyId" = ANY(${ids})`
  await session.$executeRaw`
    INSERT INTO "key_cooldowns"
    SELECT rest.* FROM "removed_keys" AS r, LATERAL jsonb_array_elements(r."kept"->'rests') AS one,
      LATERAL jsonb_populate_record(
        NULL::"key_cooldowns", one || jsonb_build_object('revision', ${revision}::bigint)
      ) AS rest
    WHERE r."keyId" = ANY(${ids})
    ON CONFLICT DO NOTHING`
  // Of one that had moved, all that was known of the move is known again: its first provider's clients
  // must still drop it, and what was used since was used here.
  await session.$executeRaw`
    DELETE FROM "removed_keys" WHERE "keyId" = ANY(${ids}) AND "kept"->'earlier' IS NULL`
  await session.$executeRaw`
    UPDATE "removed_keys" AS r
    SET ("provider", "revision", "removedAt", "kept") = (
      SELECT e."provider", e."revision", e."removedAt", e."kept"
      FROM jsonb_populate_record(NULL::"removed_keys", r."kept"->'earlier') AS e
    )
    WHERE r."keyId" = ANY(${ids})`
}

/** Lets go of what was kept of removals that nobody can undo any more. */
export async function forgetRemoved(session: Session): Promise<void> {
  await session.$executeRaw`
    UPDATE "removed_keys" SET "kept" = NULL
    WHERE "kept" IS NOT NULL AND "removedAt" <= ${oldestKept()}`
}

function oldestKept(): Date {
  return new Date(Date.now() - UNDO_REMOVE_MS)
}
