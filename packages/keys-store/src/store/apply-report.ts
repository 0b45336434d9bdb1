import {
  cooldownTargetOf,
  MAX_COOLDOWN_MS,
  type ReportEntry,
  type ReportInput,
  type ReportOutput,
} from '@itqan/keys-contract'
import { type Rest, setCooldowns } from './cooldowns'
import { bumpEpoch, lockEpoch, type Session } from './epoch'
import { type KnownKey, type LearnedKey, learnFromUses } from './learn-from-uses'
import { redactKnownKeys } from './redact-known-keys'

interface Applied extends Pick<ReportOutput, 'duplicate' | 'unknownKeyIds'> {
  /** Whether the epoch moved. */
  hasMoved: boolean
  /** Of the batch's keys. */
  providers: string[]
}

/** Applies one batch inside the caller's transaction. A batch seen before changes nothing. */
export async function applyReport(
  session: Session,
  { batchId, entries }: ReportInput,
): Promise<Applied> {
  const isNew = await rememberBatch(session, batchId)
  // Before any key: whoever manages keys takes these locks in the same order.
  const epoch = isNew && entries.some(mayMoveEpoch) ? await lockEpoch(session) : null
  const keys = await lockKeys(session, entries)
  const revision = epoch === null ? null : epoch + 1n
  const hasMoved = isNew && (await learn(session, { entries, keys, revision }))
  const unknown = entries.map((entry) => entry.keyId).filter((id) => !keys.has(id))
  return {
    duplicate: !isNew,
    unknownKeyIds: [...new Set(unknown)],
    hasMoved,
    providers: [...new Set([...keys.values()].map((key) => key.provider))],
  }
}

/** Whether an entry can do more than count. */
function mayMoveEpoch({ outcome, until, quotaPool }: ReportEntry): boolean {
  return until !== undefined || quotaPool !== undefined || outcome === 'invalid_key'
}

/**
 * Answers whether the batch is new. A few that no caller can send again are forgotten each time, so
 * that the table stays as small as one day's batches.
 */
async function rememberBatch(session: Session, batchId: string): Promise<boolean> {
  const inserted = await session.$executeRaw`
    WITH forgotten AS (
      DELETE FROM "report_batches" WHERE "batchId" IN (
        SELECT "batchId" FROM "report_batches" WHERE "receivedAt" < now() - interval '1 day'
        ORDER BY "receivedAt" LIMIT 10 FOR UPDATE SKIP LOCKED
      )
    )
    INSERT INTO "report_batches" ("batchId") VALUES (${batchId}::uuid)
    ON CONFLICT ("batchId") DO NOTHING`
  return inserted === 1
}

// In the order of their ids, so that two batches over the same keys cannot wait for each other.
async function lockKeys(session: Session, entries: ReportEntry[]): Promise<Map<string, KnownKey>> {
  const ids = [...new Set(entries.map((entry) => entry.keyId))]
  const rows = await session.$queryRaw<KnownKey[]>`
    SELECT "id", "provider", "quotaPool", "isActive", "invalidReports",
      "recentErrors", "recentErrorsAt"
    FROM "api_keys" WHERE "id" = ANY(${ids}) ORDER BY "id" FOR UPDATE`
  return new Map(rows.map((row) => [row.id, row]))
}

interface Batch {
  entries: ReportEntry[]
  keys: Map<string, KnownKey>
  /** The epoch that a change gets; `null` when nothing in the batch can be one. */
  revision: bigint | null
}

/** Writes what the batch says. Answers whether the epoch moved. */
async function learn(session: Session, { entries, keys, revision }: Batch): Promise<boolean> {
  if (keys.size === 0) return false
  const now = new Date()
  const learned = learnFromUses({ entries, keys, now })
  await writeKeys(session, { learned, revision })
  if (revision === null) return false
  const byId = new Map(learned.map((key) => [key.id, key]))
  const rests = entries.flatMap((entry) => restOf(entry, { key: byId.get(entry.keyId), now }))
  const hasRests = await setCooldowns(session, { rests, revision })
  if (!hasRests && !learned.some((key) => key.isEdited)) return false
  await bumpEpoch(session)
  return true
}

async function writeKeys(
  session: Session,
  { learned, revision }: { learned: LearnedKey[]; revision: bigint | null },
): Promise<void> {
  const lastErrors = await redactKnownKeys(
    session,
    learned.map((key) => key.lastError),
  )
  await session.$executeRaw`
    UPDATE "api_keys" AS k
    SET "usageCount" = k."usageCount" + r.uses,
        "errorCount" = k."errorCount" + r.errors,
        "recentErrors" = r.recent_errors,
        "recentErrorsAt" = r.recent_errors_at,
        "invalidReports" = r.invalid_reports,
        "lastUsedAt" = GREATEST(k."lastUsedAt", LEAST(r.used_at, now())),
        "lastFailure" = COALESCE(r.last_failure, k."lastFailure"),
        "lastError" = COALESCE(r.last_error, k."lastError"),
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
      ${learned.map((key) => key.lastUsedAt)}::timestamptz[],
      ${learned.map((key) => key.lastFailure)}::text[],
      ${lastErrors}::text[],
      ${learned.map((key) => key.isRefused)}::boolean[],
      ${learned.map((key) => key.quotaPool)}::text[],
      ${learned.map((key) => key.isEdited)}::boolean[]
    ) AS r(id, uses, errors, recent_errors, recent_errors_at, invalid_reports, used_at,
      last_failure, last_error, is_refused, quota_pool, is_edited)
    WHERE k."id" = r.id`
}

function restOf(
  { outcome, model, scope, until }: ReportEntry,
  { key, now }: { key: KnownKey | undefined; now: Date },
): Rest[] {
  if (!key || !until || until <= now) return []
  const target = cooldownTargetOf({ key, outcome, model, scope })
  // No provider's hint is believed further than this.
  const latest = now.getTime() + MAX_COOLDOWN_MS
  return target ? [{ ...target, outcome, until: new Date(Math.min(until.getTime(), latest)) }] : []
}
