import type { Origin } from '@itqan/keys-router'
import type { Client } from 'pg'
import type { Database } from '../database'
import { APPEND } from './append-entries'
import { prepareEntry } from './audit-entry'
import { checkSignature } from './check-checkpoint'
import type { Checkpoint, CheckpointSigner } from './checkpoint'
import { pruneDetail } from './prune-detail'

export interface PruneAuditOptions {
  /** As the owner of its tables: no app and no dashboard may remove an entry. */
  database: Database
  /** Whose checkpoints are believed. */
  signers: readonly Pick<CheckpointSigner, 'publicKey'>[]
  /** What happened earlier goes, as far as the last checkpoint before it. */
  before: Date
  origin: Origin
}

export interface Pruned {
  /** Entries. */
  removed: number
  /** The last one that went; `null` when no checkpoint is old enough. */
  upTo: bigint | null
}

/**
 * Removes the oldest entries up to a signed checkpoint, which then stands for them: the chain still
 * verifies. In one transaction with the entry that says so.
 *
 * @throws Error when the database refuses, as it does to anyone but the owner, or a checkpoint is not right.
 */
export async function pruneAudit(options: PruneAuditOptions): Promise<Pruned> {
  const client = options.database.connection({ application_name: 'keys audit prune' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('BEGIN')
    const pruned = await prune(client, options)
    await client.query('COMMIT')
    return pruned
  } finally {
    // Without a COMMIT the server rolls back.
    await client.end()
  }
}

async function prune(client: Client, options: PruneAuditOptions): Promise<Pruned> {
  const checkpoint = await readOldEnough(client, options.before)
  if (!checkpoint) return { removed: 0, upTo: null }
  const publicKeys = options.signers.map(({ publicKey }) => publicKey)
  if (checkSignature(checkpoint, { publicKeys })) {
    throw new Error(`The checkpoint at ${checkpoint.seq} is not signed by this keyring`)
  }
  const upTo = String(checkpoint.seq)
  await client.query(`SELECT set_config('itqan.audit_prune_up_to', $1, true)`, [upTo])
  const unused = await readUnusedSets(client, upTo)
  const { rowCount } = await client.query('DELETE FROM "audit_log" WHERE "seq" <= $1::bigint', [
    upTo,
  ])
  const { fields } = prepareEntry({
    ...options.origin,
    action: 'audit.prune',
    outcome: 'ok',
    provider: null,
    keyIds: [],
    detail: pruneDetail(checkpoint.seq),
  })
  // Last, but for what needs the chain's lock: nobody may name a set that goes.
  await client.query(APPEND, [JSON.stringify([fields]), null])
  await removeSets(client, unused)
  return { removed: rowCount ?? 0, upTo: checkpoint.seq }
}

/** The newest checkpoint whose entry is still there and older than `before`. */
async function readOldEnough(client: Client, before: Date): Promise<Checkpoint | null> {
  const { rows } = await client.query<Omit<Checkpoint, 'seq'> & { seq: string }>(
    `SELECT c.* FROM "audit_checkpoints" c JOIN "audit_log" USING ("seq", "hash")
    WHERE c."at" < $1 ORDER BY "seq" DESC LIMIT 1`,
    [before],
  )
  const [row] = rows
  return row ? { ...row, seq: BigInt(row.seq) } : null
}

interface UnusedSets {
  hashes: string[]
  /** The last entry that was looked at. */
  seenUpTo: string
}

async function readUnusedSets(client: Client, upTo: string): Promise<UnusedSets> {
  const head = await client.query<{ seq: string }>('SELECT "seq" FROM "audit_head" WHERE "id" = 1')
  const { rows } = await client.query<{ hash: string }>(
    `SELECT "hash" FROM "audit_key_sets" EXCEPT
    SELECT "keySet" FROM "audit_log" WHERE "seq" > $1::bigint`,
    [upTo],
  )
  return { hashes: rows.map(({ hash }) => hash), seenUpTo: head.rows[0]?.seq ?? '0' }
}

/** Those that no entry names by now either. */
async function removeSets(client: Client, { hashes, seenUpTo }: UnusedSets): Promise<void> {
  if (hashes.length === 0) return
  await client.query(
    `DELETE FROM "audit_key_sets" WHERE "hash" = ANY($1) AND "hash" NOT IN (
      SELECT "keySet" FROM "audit_log" WHERE "seq" > $2::bigint AND "keySet" IS NOT NULL
    )`,
    [hashes, seenUpTo],
  )
}
