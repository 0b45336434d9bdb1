import type { Client } from 'pg'
import type { Database } from '../database'
import { earlier, type Problem } from './audit-problem'
import type { TrustOptions } from './check-checkpoint'
import { createChainCheck } from './check-chain'
import { checkExports } from './check-exports'
import type { Checkpoint } from './checkpoint'
import { readEntries, readHead } from './read-pages'

export interface VerifyAuditOptions extends TrustOptions {
  /** Lines of the second sink, file by file: what no owner of the database could change. */
  exports?: readonly AsyncIterable<string>[]
  /** Checkpoints that were kept elsewhere. */
  checkpoints?: readonly Checkpoint[]
  /** Told after each page. */
  onProgress?: (progress: { rows: number; seq: bigint; headSeq: bigint }) => void
}

export interface Verification {
  ok: boolean
  /** Entries that hold, from the first on. */
  rows: number
  /** `null` for an audit without entries. */
  firstSeq: bigint | null
  lastSeq: bigint | null
  /** Checkpoints that hold. */
  checkpoints: number
  problem: Problem | null
}

/** Entries in memory at once. */
const PAGE_ROWS = 1_000

/** Recomputes the chain as it stands at this moment, page by page, and names the first entry that is wrong. */
export async function verifyAudit(
  database: Database,
  options: VerifyAuditOptions = {},
): Promise<Verification> {
  const client = database.connection({ application_name: 'keys audit verify' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // One moment for all pages: entries may be added and removed meanwhile.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return await verify(client, options)
  } finally {
    await client.end()
  }
}

async function verify(client: Client, options: VerifyAuditOptions): Promise<Verification> {
  const { exports: files = [], onProgress } = options
  const head = await readHead(client)
  const exported = await checkExports(client, { files, firstSeq: await readFirstSeq(client) })
  const check = createChainCheck({
    client,
    head,
    publicKeys: options.publicKeys,
    checkpoints: [...(options.checkpoints ?? []), ...exported.checkpoints],
  })
  let problem: Problem | null = null
  for await (const page of readEntries(client, PAGE_ROWS)) {
    problem = await check.page(page)
    onProgress?.({ ...check.count(), headSeq: head.seq })
    if (problem) break
  }
  problem = earlier(problem ?? (await check.end()), exported.problem)
  const { rows, firstSeq, seq, checkpoints } = check.count()
  const lastSeq = firstSeq === null ? null : seq
  return { ok: problem === null, rows, firstSeq, lastSeq, checkpoints, problem }
}

async function readFirstSeq(client: Client): Promise<bigint> {
  const { rows } = await client.query<{ seq: string | null }>(
    'SELECT min("seq") AS "seq" FROM "audit_log"',
  )
  return BigInt(rows[0]?.seq ?? 0)
}
