import {
  type KeyFilter,
  type KeyStatus,
  type KeySummary,
  keyStatuses,
  type ProviderCounts,
} from '@itqan/keys-contract'
import type { Session } from '../store/epoch'
import { isFound, keyStatus, resting } from './filter-keys'

interface Row {
  provider: string
  status: KeyStatus
  keys: number
  matching: number
  uses: number
  errors: number
}

/** Counts every provider's keys by their status. Reads no key. */
export async function summariseKeys(session: Session, filter: KeyFilter): Promise<KeySummary> {
  const rows = await session.$queryRaw<Row[]>`
    WITH ${resting(new Date())}
    SELECT k."provider", k."status", count(*)::integer AS "keys",
      (count(*) FILTER (WHERE ${isFound(filter)}))::integer AS "matching",
      sum(k."usageCount")::double precision AS "uses",
      sum(k."errorCount")::double precision AS "errors"
    FROM (
      SELECT k."provider", k."name", k."maskedKey", k."quotaPool", k."usageCount", k."errorCount",
        ${keyStatus} AS "status"
      FROM "api_keys" AS k
    ) AS k
    GROUP BY k."provider", k."status"
    ORDER BY k."provider" COLLATE "C"`
  const summary = new Map<string, ProviderCounts>()
  for (const row of rows) {
    const counts = summary.get(row.provider) ?? noneOf(row.provider)
    summary.set(row.provider, counts)
    counts.byStatus[row.status] = row.keys
    counts.matching += row.matching
    counts.uses += row.uses
    counts.errors += row.errors
  }
  return [...summary.values()]
}

function noneOf(provider: string): ProviderCounts {
  const byStatus = Object.fromEntries(keyStatuses.map((status) => [status, 0]))
  return {
    provider,
    byStatus: byStatus as Record<KeyStatus, number>,
    uses: 0,
    errors: 0,
    matching: 0,
  }
}
