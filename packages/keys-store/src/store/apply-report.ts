import {
  type Cooldown,
  countsAgainstKey,
  MAX_COOLDOWN_MS,
  type ReportEntry,
  type ReportInput,
  type ReportOutput,
} from '@itqan/keys-contract'
import { cooldownOf, mergeCooldowns } from './cooldowns'
import type { Session } from './epoch'
import { redactKnownKeys } from './redact-known-keys'

interface LockedKey {
  id: string
  provider: string
  quotaPool: string | null
}

/** Applies one batch inside the caller's transaction. A batch seen before changes nothing. */
export async function applyReport(
  session: Session,
  input: ReportInput,
): Promise<Pick<ReportOutput, 'duplicate' | 'unknownKeyIds'>> {
  const fresh = await rememberBatch(session, input.batchId)
  const keys = await lockKeys(session, input.entries)
  if (fresh && keys.size > 0) {
    await addCounts(session, input.entries)
    await mergeCooldowns(session, cooldownsOf(input.entries, keys))
  }
  const unknown = input.entries.map((entry) => entry.keyId).filter((id) => !keys.has(id))
  return { duplicate: !fresh, unknownKeyIds: [...new Set(unknown)] }
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
async function lockKeys(session: Session, entries: ReportEntry[]): Promise<Map<string, LockedKey>> {
  const ids = [...new Set(entries.map((entry) => entry.keyId))]
  const rows = await session.$queryRaw<LockedKey[]>`
    SELECT "id", "provider", "quotaPool" FROM "api_keys"
    WHERE "id" = ANY(${ids}) ORDER BY "id" FOR UPDATE`
  return new Map(rows.map((row) => [row.id, row]))
}

interface Tally {
  uses: number
  errors: number
  lastUsedAt: Date
  lastError: string | null
}

async function addCounts(session: Session, entries: ReportEntry[]): Promise<void> {
  const tallies = tallyByKey(entries)
  const ids = [...tallies.keys()]
  const columns = [...tallies.values()]
  const lastErrors = await redactKnownKeys(
    session,
    columns.map((tally) => tally.lastError),
  )
  await session.$executeRaw`
    UPDATE "api_keys" AS k
    SET "usageCount" = k."usageCount" + r.uses,
        "errorCount" = k."errorCount" + r.errors,
        "lastUsedAt" = GREATEST(k."lastUsedAt", LEAST(r.used_at, now())),
        "lastError" = COALESCE(r.last_error, k."lastError"),
        "updatedAt" = now()
    FROM unnest(
      ${ids}::text[],
      ${columns.map((tally) => tally.uses)}::bigint[],
      ${columns.map((tally) => tally.errors)}::bigint[],
      ${columns.map((tally) => tally.lastUsedAt)}::timestamptz[],
      ${lastErrors}::text[]
    ) AS r(id, uses, errors, used_at, last_error)
    WHERE k."id" = r.id`
}

function tallyByKey(entries: ReportEntry[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  // In the order of use, so that the last error of a key is the last one said.
  for (const entry of entries.toSorted((a, b) => a.lastUsedAt.getTime() - b.lastUsedAt.getTime())) {
    const counts = countsAgainstKey(entry.outcome)
    const before = tallies.get(entry.keyId) ?? { uses: 0, errors: 0, lastError: null }
    tallies.set(entry.keyId, {
      uses: before.uses + entry.count,
      errors: before.errors + (counts ? entry.count : 0),
      lastUsedAt: entry.lastUsedAt,
      // A network that was down says nothing about the key.
      lastError: (counts ? entry.lastError : undefined) ?? before.lastError,
    })
  }
  return tallies
}

function cooldownsOf(entries: ReportEntry[], keys: Map<string, LockedKey>): Cooldown[] {
  return entries.flatMap(({ keyId, outcome, model, until }) => {
    const key = keys.get(keyId)
    if (!key || !until) return []
    return cooldownOf({ key, outcome, model, until: atMost(until) }) ?? []
  })
}

// No provider's hint is believed further than this.
function atMost(until: Date): Date {
  return new Date(Math.min(until.getTime(), Date.now() + MAX_COOLDOWN_MS))
}
