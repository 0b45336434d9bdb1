import type { UsageSpan } from '@itqan/keys-contract'
import type { Log } from '@itqan/keys-router'
import type { Database } from '../database'
import { codeOf } from '../error-code'
import { oldestKept } from '../store/usage-cells'

/** So many rows are deleted at once: reports that count are never kept waiting for long. */
const ROWS_AT_ONCE = 1_000

const MOST_AT_A_TIME = 50

const INTERVAL_MS = 60_000

interface PruneOptions {
  now: Date
  /** Asked between deletions. */
  isStopped?: () => boolean
}

/** Deletes what is older than what is kept, up to so much. Answers how many rows went. */
export async function pruneUsage(
  { prisma }: Database,
  { now, isStopped = () => false }: PruneOptions,
): Promise<number> {
  let pruned = 0
  for (const span of ['minute', 'hour'] as const satisfies UsageSpan[]) {
    for (let round = 0; round < MOST_AT_A_TIME && !isStopped(); round += 1) {
      const rows = await prisma.$executeRaw`
        DELETE FROM "key_usage" WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM "key_usage"
          WHERE "span" = ${span} AND "at" < ${oldestKept(span, now)}::timestamptz
          ORDER BY "at" LIMIT ${ROWS_AT_ONCE}::int FOR UPDATE SKIP LOCKED
        ))`
      pruned += rows
      if (rows < ROWS_AT_ONCE) break
    }
  }
  return pruned
}

/** Prunes each minute, until what it returns is called. */
export function startUsagePruning(database: Database, log: Log): () => void {
  let isBusy = false
  let isStopped = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    pruneUsage(database, { now: new Date(), isStopped: () => isStopped })
      .catch((error: unknown) => {
        if (!isStopped) log.error('old usage is not pruned', { code: codeOf(error) })
      })
      .finally(() => (isBusy = false))
  }, INTERVAL_MS)
  timer.unref()
  return () => {
    isStopped = true
    clearInterval(timer)
  }
}
