import { createHash } from 'node:crypto'
import type { Database } from '../database'
import { bumpEpoch, lockEpoch, type Session } from '../store/epoch'
import type { SealedColumns, SealedRow } from './sealed-key'

/** A row as it was read, and what it is to hold. */
export interface Resealed {
  before: SealedRow
  after: SealedColumns
}

/** In milliseconds: how long to wait for a connection, and how long one page may take. */
const patience = { maxWait: 15_000, timeout: 20_000 }

/**
 * Stores a page, each row only if it still holds what was read. Neither the epoch nor `updatedAt` moves:
 * the keys are the same. Rows that were in clear are news, for they were not served.
 *
 * @returns how many rows changed.
 */
export async function storeRewrapped(
  { prisma }: Database,
  rows: readonly Resealed[],
): Promise<number> {
  if (rows.length === 0) return 0
  return prisma.$transaction(async (session) => {
    const hasClear = rows.some(({ before }) => before.kekId === null)
    // Before any row, as whoever manages keys: and nobody adds the same key meanwhile.
    if (hasClear) await lockEpoch(session)
    const revision = hasClear ? await bumpEpoch(session) : null
    // In the order of their ids, as reports lock them.
    const ids = rows.map(({ before }) => before.id)
    await session.$queryRaw`
      SELECT 1 FROM "api_keys" WHERE "id" = ANY(${ids}) ORDER BY "id" FOR UPDATE`
    return update(session, { rows: await withoutTwins(session, rows), revision })
  }, patience)
}

/** A text may be a key in clear, which no statement repeats: rows are compared by this. */
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

function update(
  session: Session,
  { rows, revision }: { rows: readonly (Resealed & Twin)[]; revision: bigint | null },
): Promise<number> {
  return session.$executeRaw`
    UPDATE "api_keys" AS k
    SET "key" = r.key, "kekId" = r.kek_id, "fingerprint" = r.fingerprint,
      "revision" = CASE WHEN k."kekId" IS NULL THEN ${revision}::bigint ELSE k."revision" END
    FROM unnest(
      ${rows.map(({ before }) => before.id)}::text[],
      ${rows.map(({ before }) => digestOf(before.key))}::text[],
      ${rows.map(({ before }) => before.kekId)}::text[],
      ${rows.map(({ after }) => after.key)}::text[],
      ${rows.map(({ after }) => after.kekId)}::text[],
      ${rows.map(({ after, isTwin }) => (isTwin ? null : after.fingerprint))}::text[]
    ) AS r(id, digest, old_kek_id, key, kek_id, fingerprint)
    WHERE k."id" = r.id AND k."kekId" IS NOT DISTINCT FROM r.old_kek_id
      AND encode(sha256(convert_to(k."key", 'UTF8')), 'hex') = r.digest`
}

interface Twin {
  /** Another row has the same key: it alone keeps the fingerprint, which none may have twice. */
  isTwin: boolean
}

async function withoutTwins(
  session: Session,
  rows: readonly Resealed[],
): Promise<(Resealed & Twin)[]> {
  const fingerprints = rows.map(({ after }) => after.fingerprint)
  const holders = await session.apiKey.findMany({
    where: { fingerprint: { in: fingerprints } },
    select: { id: true, fingerprint: true },
  })
  const holderOf = new Map(holders.map(({ id, fingerprint }) => [fingerprint, id]))
  return rows.map((row) => {
    const { before, after } = row
    const holder = holderOf.get(after.fingerprint) ?? before.id
    holderOf.set(after.fingerprint, holder)
    return { ...row, isTwin: holder !== before.id }
  })
}
