import type { AuditFilter } from '@itqan/keys-contract'
import type { Database } from '../../database'
import { Prisma } from '../../generated/client'
import type { AuditEntry } from '../audit-entry'
import { checkpointLine, entryLine, keySetLine } from '../audit-line'
import { readCheckpoints, readKeySets } from '../read-pages'
import { type Ask, askClient, type RawSeq } from './ask'
import type { RawEntry } from './entry-views'
import { type Stretch, whereOf } from './filter-conditions'
import { boundsOf, lookUp } from './look-up'

/** Entries in memory at once. */
const PAGE = 2_000n

/** Sets already written: when they are more, some stand twice. */
const MAX_KNOWN_SETS = 10_000

/**
 * The lines of a second sink, oldest first, over a connection of its own: whoever reads slowly keeps
 * nobody waiting. Checkpoints vouch for a whole chain, and stand among the lines where nothing but time
 * was chosen.
 */
export async function* exportLines(
  database: Database,
  filter: AuditFilter,
): AsyncGenerator<string, void> {
  const client = database.connection({ application_name: 'keys audit export' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const ask = askClient(client)
    const written = new Set<string>()
    for await (const stretch of stretches(ask, filter)) {
      const entries = await readStretch(ask, filter, stretch)
      const wanted = newSets(entries, written)
      let lines = ''
      for (const [hash, keyIds] of await readKeySets(client, wanted))
        lines += keySetLine(hash, keyIds)
      for (const entry of entries) lines += lineOf(entry)
      if (isWhole(filter)) {
        const range = { after: stretch.low - 1n, upTo: stretch.high - 1n }
        for (const one of await readCheckpoints(client, range)) lines += checkpointLine(one)
      }
      if (lines) yield lines
    }
  } finally {
    await client.end()
  }
}

/** One after the other, up to the end as it is now. What is missing between them is passed over. */
async function* stretches(ask: Ask, filter: AuditFilter): AsyncGenerator<Stretch> {
  const { low: first, high: end } = await boundsOf(ask, filter)
  let from = first
  while (from < end) {
    const [next] = await ask<{ seq: RawSeq | null }>(Prisma.sql`
      SELECT min("seq") AS "seq" FROM "audit_log" WHERE "seq" >= ${from}::bigint`)
    if (next?.seq == null) return
    const low = BigInt(next.seq)
    const high = low + PAGE < end ? low + PAGE : end
    if (low < high) yield { low, high }
    from = low + PAGE
  }
}

async function readStretch(ask: Ask, filter: AuditFilter, stretch: Stretch): Promise<AuditEntry[]> {
  const where = whereOf(filter, stretch, await lookUp(ask, filter, stretch))
  const rows = await ask<RawEntry>(
    Prisma.sql`SELECT * FROM "audit_log" WHERE ${where} ORDER BY "seq"`,
  )
  return rows.map((row) => ({ ...row, seq: BigInt(row.seq) }))
}

function newSets(entries: readonly AuditEntry[], written: Set<string>): string[] {
  if (written.size > MAX_KNOWN_SETS) written.clear()
  const named = new Set(entries.flatMap(({ keySet }) => keySet ?? []))
  const wanted = [...named].filter((hash) => !written.has(hash))
  for (const hash of wanted) written.add(hash)
  return wanted
}

function lineOf({ seq, at, previousHash, hash, ...fields }: AuditEntry): string {
  return entryLine(fields, { seq, at, previousHash, hash })
}

/** Whether nothing but a time was chosen. */
function isWhole({ from: _from, to: _to, ...rest }: AuditFilter): boolean {
  return Object.values(rest).every((value) => value === undefined || value.length === 0)
}
