import type { Client } from 'pg'
import type { AuditEntry } from './audit-entry'
import type { Checkpoint } from './checkpoint'

/** As the driver answers a BIGINT. */
type WithTextSeq<T> = Omit<T, 'seq'> & { seq: string }

const toSeq = <T extends { seq: string }>(row: T) => ({ ...row, seq: BigInt(row.seq) })

/** Less than any `seq` that belongs there: what somebody put before the first is read as well. */
const LOWEST = -(2n ** 63n)

/** Entries in their order, a page at a time. */
export async function* readEntries(client: Client, rows: number): AsyncGenerator<AuditEntry[]> {
  let from = LOWEST
  for (;;) {
    const page = await client.query<WithTextSeq<AuditEntry>>(
      'SELECT * FROM "audit_log" WHERE "seq" >= $1::bigint ORDER BY "seq" LIMIT $2',
      [String(from), rows],
    )
    const entries = page.rows.map(toSeq)
    const last = entries.at(-1)
    if (!last) return
    yield entries
    if (entries.length < rows) return
    from = last.seq + 1n
  }
}

/** Kept checkpoints after one entry and up to another. */
export async function readCheckpoints(
  client: Client,
  { after, upTo }: { after: bigint; upTo: bigint },
): Promise<Checkpoint[]> {
  const { rows } = await client.query<WithTextSeq<Checkpoint>>(
    `SELECT * FROM "audit_checkpoints" WHERE "seq" > $1::bigint AND "seq" <= $2::bigint ORDER BY "seq"`,
    [String(after), String(upTo)],
  )
  return rows.map(toSeq)
}

export async function readHead(client: Client): Promise<{ seq: bigint; hash: string }> {
  const { rows } = await client.query<{ seq: string; hash: string }>(
    'SELECT "seq", "hash" FROM "audit_head" WHERE "id" = 1',
  )
  const [head] = rows.map(toSeq)
  // Without a head the chain ends before it begins.
  return head ?? { seq: 0n, hash: '' }
}

/** Hashes by their number, as far as they are there. */
export async function readHashes(
  client: Client,
  sequence: readonly bigint[],
): Promise<Map<bigint, string>> {
  const { rows } = await client.query<{ seq: string; hash: string }>(
    'SELECT "seq", "hash" FROM "audit_log" WHERE "seq" = ANY($1::bigint[])',
    [sequence.map(String)],
  )
  return new Map(rows.map(({ seq, hash }) => [BigInt(seq), hash]))
}

export async function readKeySets(
  client: Client,
  hashes: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ hash: string; keyIds: string[] }>(
    'SELECT "hash", "keyIds" FROM "audit_key_sets" WHERE "hash" = ANY($1)',
    [hashes],
  )
  return new Map(rows.map(({ hash, keyIds }) => [hash, keyIds]))
}
