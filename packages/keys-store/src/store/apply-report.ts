import type { ReportEntry, ReportInput } from '@itqan/keys-contract'
import type { ReportedBy, Restriction } from '@itqan/keys-router'
import { Prisma } from '../generated/client'
import { setCooldowns } from './cooldowns'
import type { Applied } from './count-uses'
import { countedUsage } from './counted-usage'
import { bumpEpoch, lockEpoch, type Session } from './epoch'
import { isTimelyRefusal, type KnownKey, type LearnedKey, learnFromUses } from './learn-from-uses'
import { readPastProviders, type Teller } from './past-provider'
import { rememberedBatch } from './remembered-batch'
import { readLongerRests } from './rests'
import { usageCells } from './usage-cells'

/**
 * Applies one batch inside the caller's transaction. A batch seen before changes nothing. What providers
 * said holds no key any more.
 */
export async function applyReport(
  session: Session,
  { batchId, since, entries }: ReportInput,
  by: ReportedBy,
): Promise<Applied> {
  const teller: Teller = { since, now: new Date() }
  const isNew = await rememberBatch(session, batchId)
  // Before any key: whoever manages keys takes these locks in the same order.
  const mayMove = isNew && (await mayMoveEpoch(session, entries, teller))
  const epoch = mayMove ? await lockEpoch(session) : null
  const rows = await lockKeys(session, entries, by)
  const keys = await withPast(session, rows, teller)
  const revision = epoch === null ? null : epoch + 1n
  const hasMoved = isNew && (await learn(session, { entries, keys, app: by.app, revision }))
  const unknown = entries.map((entry) => entry.keyId).filter((id) => !keys.has(id))
  return {
    duplicate: !isNew,
    unknownKeyIds: [...new Set(unknown)],
    hasMoved,
    providers: [...new Set([...keys.values()].map((key) => key.provider))],
  }
}

type KnownRow = Omit<KnownKey, 'past'>

/** What a batch is weighed against. */
const knownColumns = {
  id: true,
  provider: true,
  quotaPool: true,
  isActive: true,
  invalidReports: true,
  enabledAt: true,
  lastOkAt: true,
  lastRefusedAt: true,
  recentErrors: true,
  recentErrorsAt: true,
} as const satisfies Record<keyof KnownRow, true>

/**
 * Whether a batch can do more than count, as things stand. Asked without a lock: a flood of reports
 * that say what is known must not keep people's changes waiting.
 */
async function mayMoveEpoch(
  session: Session,
  entries: ReportEntry[],
  teller: Teller,
): Promise<boolean> {
  const telling = entries.filter(
    ({ outcome, until, quotaPool }) => until || quotaPool || outcome === 'invalid_key',
  )
  if (telling.length === 0) return false
  const ids = [...new Set(telling.map((entry) => entry.keyId))]
  const rows = await session.apiKey.findMany({
    where: { id: { in: ids } },
    select: knownColumns,
  })
  const keys = await withPast(session, rows, teller)
  const { now } = teller
  const learned = learnFromUses({ entries, keys, now, mayEdit: true })
  const isDoubted = learned.some(
    // One that does not suffice may, with those that others report meanwhile.
    (key) =>
      key.isActive && telling.some((use) => use.keyId === key.id && isTimelyRefusal(use, key)),
  )
  if (isDoubted || learned.some((key) => key.isEdited)) return true
  return (await readLongerRests(session, { entries: telling, learned, now })).length > 0
}

async function rememberBatch(session: Session, batchId: string): Promise<boolean> {
  const inserted = await session.$queryRaw<unknown[]>`
    WITH ${rememberedBatch(batchId)} SELECT 1 FROM remembered`
  return inserted.length === 1
}

// In the order of their ids, so that two batches over the same keys cannot wait for each other.
async function lockKeys(
  session: Session,
  entries: ReportEntry[],
  { provider }: Restriction,
): Promise<KnownRow[]> {
  const ids = [...new Set(entries.map((entry) => entry.keyId))]
  return session.$queryRaw<KnownRow[]>`
    SELECT "id", "provider", "quotaPool", "isActive", "invalidReports", "enabledAt", "lastOkAt",
      "lastRefusedAt", "recentErrors", "recentErrorsAt"
    FROM "api_keys"
    WHERE "id" = ANY(${ids}) AND (${provider}::text IS NULL OR "provider" = ${provider})
    ORDER BY "id" FOR UPDATE`
}

/** With where each was before. Apart from the rows: under their lock, a move that was waited for is seen. */
async function withPast(
  session: Session,
  rows: readonly KnownRow[],
  teller: Teller,
): Promise<Map<string, KnownKey>> {
  const ids = rows.map(({ id }) => id)
  const pasts = await readPastProviders(session, ids, teller)
  return new Map(rows.map((row) => [row.id, { ...row, past: pasts.get(row.id) ?? null }]))
}

interface Batch {
  entries: ReportEntry[]
  keys: Map<string, KnownKey>
  app: string | null
  /** The epoch that a change gets; `null` when nothing in the batch can be one. */
  revision: bigint | null
}

/** Writes what the batch says. Answers whether the epoch moved. */
async function learn(session: Session, batch: Batch): Promise<boolean> {
  const { entries, keys, revision } = batch
  if (keys.size === 0) return false
  const now = new Date()
  const learned = learnFromUses({ entries, keys, now, mayEdit: revision !== null })
  await writeKeys(session, { learned, revision })
  await countUsage(session, batch, now)
  if (revision === null) return false
  const rests = await readLongerRests(session, { entries, learned, now })
  const hasRests = await setCooldowns(session, { rests, revision })
  if (!hasRests && !learned.some((key) => key.isEdited)) return false
  await bumpEpoch(session)
  return true
}

/** The keys' rows are locked already. */
async function countUsage(session: Session, batch: Batch, now: Date): Promise<void> {
  const { entries, keys, app } = batch
  await session.$executeRaw`
    WITH locked AS (
      SELECT * FROM unnest(
        ${[...keys.keys()]}::text[],
        ${[...keys.values()].map((key) => key.provider)}::text[],
        ${[...keys.values()].map((key) => key.past?.provider ?? null)}::text[],
        ${[...keys.values()].map((key) => key.past?.until ?? null)}::timestamptz[]
      ) AS known("id", "provider", "pastProvider", "pastUntil")
    ), ${countedUsage(usageCells(entries, now), app)}
    SELECT`
}

/** Told late, a failure does not take the place of a later one. */
const isLatestFailure = Prisma.sql`
  (r.last_failure_at >= COALESCE(k."lastFailureAt", r.last_failure_at))`

async function writeKeys(
  session: Session,
  { learned, revision }: { learned: LearnedKey[]; revision: bigint | null },
): Promise<void> {
  await session.$executeRaw`
    UPDATE "api_keys" AS k
    SET "usageCount" = k."usageCount" + r.uses,
        "errorCount" = k."errorCount" + r.errors,
        "recentErrors" = r.recent_errors,
        "recentErrorsAt" = r.recent_errors_at,
        "invalidReports" = r.invalid_reports,
        "lastOkAt" = r.last_ok_at,
        "lastRefusedAt" = r.last_refused_at,
        "lastUsedAt" = GREATEST(k."lastUsedAt", r.used_at),
        "lastFailure" = CASE WHEN ${isLatestFailure} THEN r.last_failure ELSE k."lastFailure" END,
        "lastFailureAt" = CASE WHEN ${isLatestFailure} THEN r.last_failure_at ELSE k."lastFailureAt" END,
        "lastError" = CASE WHEN ${isLatestFailure} THEN r.last_error ELSE k."lastError" END,
        "isActive" = k."isActive" AND NOT r.is_refused,
        "isDisabledByProvider" = k."isDisabledByProvider" OR r.is_refused,
        "quotaPool" = r.quota_pool,
        "revision" = CASE WHEN r.is_edited THEN ${revision}::bigint ELSE k."revision" END,
        "updatedAt" = now()
    FROM unnest(
      ${learned.map((key) => key.id)}::text[],
      ${learned.map((key) => key.uses)}::bigint[],
      ${learned.map((key) => key.errors)}::bigint[],
      ${learned.map((key) => key.recentErrors)}::double precision[],
      ${learned.map((key) => key.recentErrorsAt)}::timestamptz[],
      ${learned.map((key) => key.invalidReports)}::integer[],
      ${learned.map((key) => key.lastOkAt)}::timestamptz[],
      ${learned.map((key) => key.lastRefusedAt)}::timestamptz[],
      ${learned.map((key) => key.lastUsedAt)}::timestamptz[],
      ${learned.map((key) => key.lastFailure)}::text[],
      ${learned.map((key) => key.lastFailureAt)}::timestamptz[],
      ${learned.map((key) => key.lastError)}::text[],
      ${learned.map((key) => key.isRefused)}::boolean[],
      ${learned.map((key) => key.quotaPool)}::text[],
      ${learned.map((key) => key.isEdited)}::boolean[]
    ) AS r(id, uses, errors, recent_errors, recent_errors_at, invalid_reports,
      last_ok_at, last_refused_at, used_at, last_failure, last_failure_at, last_error, is_refused,
      quota_pool, is_edited)
    WHERE k."id" = r.id`
}
