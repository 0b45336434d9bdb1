import type { EntryFields, EntryPlace } from './audit-entry'
import type { Checkpoint } from './checkpoint'

/** What is written beside the database: one JSON object a line. */
export function entryLine(fields: EntryFields, place: EntryPlace): string {
  const { seq, at, previousHash, hash } = place
  return `${JSON.stringify({ seq: Number(seq), at: at.toISOString(), ...fields, previousHash, hash })}\n`
}

/** The ids that entries name by `keySet`. */
export function keySetLine(hash: string, keyIds: readonly string[]): string {
  return `${JSON.stringify({ keySet: { hash, keyIds } })}\n`
}

export function checkpointLine({ seq, at, ...rest }: Checkpoint): string {
  const checkpoint = { seq: Number(seq), at: at.toISOString(), ...rest }
  return `${JSON.stringify({ checkpoint })}\n`
}
