import { type AuditFilter, MAX_NEWER } from '@itqan/keys-contract'
import type { AuditReader } from '@itqan/keys-router'
import type { Database } from '../../database'
import { Prisma } from '../../generated/client'
import { askPool } from './ask'
import { type RawEntry, readKeySet, toViews } from './entry-views'
import { exportLines } from './export-lines'
import { type Stretch, whereOf } from './filter-conditions'
import { boundsOf, lookUp } from './look-up'
import { readState } from './read-state'

export interface AuditReaderOptions {
  database: Database
  /** Whether entries are written elsewhere than in the database as well. */
  hasSecondSink: boolean
}

/** Entries that one answer looks at: it takes some hundredths of a second, however long the audit is. */
const SEARCHED = 20_000n

/** Of those that are counted: nobody waits for a count. */
const COUNTED = 50_000n

export function createAuditReader({ database, hasSecondSink }: AuditReaderOptions): AuditReader {
  const ask = askPool(database)

  async function where(filter: AuditFilter, stretch: Stretch): Promise<Prisma.Sql> {
    return whereOf(filter, stretch, await lookUp(ask, filter, stretch))
  }

  /** The time of the oldest entry of a stretch, where older ones are within the bounds. */
  async function readEdge(stretch: Stretch, bounds: Stretch): Promise<Date | null> {
    if (stretch.low <= bounds.low) return null
    const [edge] = await ask<{ at: Date }>(Prisma.sql`
      SELECT "at" FROM "audit_log" WHERE "seq" >= ${stretch.low}::bigint ORDER BY "seq" LIMIT 1`)
    return edge?.at ?? null
  }

  return {
    async page({ filter, cursor, limit }) {
      const bounds = await boundsOf(ask, filter)
      const stretch = newest(bounds, { before: cursor, most: SEARCHED })
      // One more tells whether there are older ones.
      const rows = await ask<RawEntry>(Prisma.sql`
        SELECT * FROM "audit_log" WHERE ${await where(filter, stretch)}
        ORDER BY "seq" DESC LIMIT ${limit + 1}::int`)
      const entries = await toViews(ask, rows.slice(0, limit))
      const last = entries.at(-1)
      if (rows.length > limit && last) return { entries, next: last.seq, searchedBackTo: null }
      const searchedBackTo = await readEdge(stretch, bounds)
      return { entries, next: searchedBackTo && Number(stretch.low), searchedBackTo }
    },

    async newer({ filter, after }) {
      const bounds = await boundsOf(ask, filter)
      const low = max(BigInt(after) + 1n, bounds.low)
      const stretch = newest({ ...bounds, low }, { most: SEARCHED })
      const [row] = await ask<{ count: number }>(Prisma.sql`
        SELECT count(*)::int AS "count" FROM (
          SELECT FROM "audit_log" WHERE ${await where(filter, stretch)} LIMIT ${MAX_NEWER + 1}::int
        ) AS "newer"`)
      return { count: row?.count ?? 0 }
    },

    async counts({ actions: _chosen, ...filter }) {
      const bounds = await boundsOf(ask, filter)
      const stretch = newest(bounds, { most: COUNTED })
      const counts = await ask<{ action: string; count: number }>(Prisma.sql`
        SELECT "action", count(*)::int AS "count" FROM "audit_log"
        WHERE ${await where(filter, stretch)} GROUP BY "action" ORDER BY 2 DESC, 1`)
      return { counts, since: await readEdge(stretch, bounds) }
    },

    keySet: (hash) => readKeySet(ask, hash),
    state: async () => ({ ...(await readState(ask)), hasSecondSink }),
    exportLines: (filter) => exportLines(database, filter),
  }
}

const max = (one: bigint, other: bigint): bigint => (one > other ? one : other)

/** The newest part of a stretch that is not longer than `most`. */
function newest(
  bounds: Stretch,
  { before, most }: { before?: number | null | undefined; most: bigint },
): Stretch {
  const isEarlier = before != null && BigInt(before) < bounds.high
  const high = isEarlier ? BigInt(before) : bounds.high
  return { low: max(bounds.low, high - most), high }
}
