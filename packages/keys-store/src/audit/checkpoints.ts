import type { Log } from '@itqan/keys-router'
import { codeOf } from '../error-code'
import type { AuditConnection } from './audit-connection'
import type { EntryPlace } from './audit-entry'
import type { Checkpoint, CheckpointSigner } from './checkpoint'
import type { SecondSinks } from './second-sinks'

const EVERY = 1_000

export interface CheckpointsOptions {
  connection: AuditConnection
  sinks: SecondSinks
  signer?: CheckpointSigner
  checkpointEvery?: number
  log: Log
}

export interface Checkpoints {
  /** Told of the last entry of each flush, once it is committed. */
  note(last: EntryPlace | undefined): void
  /** Signs that entry when enough came since the last checkpoint. */
  follow(): Promise<void>
  /** Signs it in any case. */
  finish(): Promise<void>
}

/** One statement, so that two processes do not sign the same stretch. */
const INSERT = `
  INSERT INTO "audit_checkpoints" ("seq", "hash", "at", "publicKey", "signature")
  SELECT $1::bigint, $2, $3::timestamptz, $4, $5
  WHERE NOT EXISTS (SELECT FROM "audit_checkpoints" WHERE "seq" > $1::bigint - $6::bigint)
  ON CONFLICT DO NOTHING RETURNING "seq"`

/** A checkpoint that cannot be written is no reason to serve no key: it is tried again some entries later. */
export function createCheckpoints(options: CheckpointsOptions): Checkpoints {
  const { connection, sinks, signer, log } = options
  const every = BigInt(options.checkpointEvery ?? EVERY)
  let last: EntryPlace | undefined
  let signedSeq: bigint | undefined
  let tryFrom = 0n

  async function readSigned(): Promise<bigint> {
    const [row] = await connection.query('SELECT max("seq") AS "seq" FROM "audit_checkpoints"', [])
    return BigInt(typeof row?.['seq'] === 'string' ? row['seq'] : 0)
  }

  async function signLast(distance: bigint): Promise<void> {
    if (!signer || !last) return
    signedSeq ??= await readSigned()
    if (last.seq - signedSeq < distance) return
    const checkpoint = signer.sign(last)
    const isWritten = await insert(checkpoint, distance)
    // Another process was first: from where on is asked again.
    signedSeq = isWritten ? checkpoint.seq : undefined
    if (isWritten) await sinks.writeCheckpoint(checkpoint)
  }

  async function insert(checkpoint: Checkpoint, distance: bigint): Promise<boolean> {
    const { seq, hash, at, publicKey, signature } = checkpoint
    const values = [String(seq), hash, at, publicKey, signature, String(distance)]
    return (await connection.query(INSERT, values)).length > 0
  }

  const attempt = (distance: bigint) =>
    signLast(distance).catch((error: unknown) => {
      tryFrom = (last?.seq ?? 0n) + every / 10n
      log.error('audit checkpoint cannot be written', { code: codeOf(error) })
    })

  return {
    note(place) {
      last = place ?? last
    },
    async follow() {
      if (last && last.seq >= tryFrom) await attempt(every)
    },
    finish: () => attempt(1n),
  }
}
