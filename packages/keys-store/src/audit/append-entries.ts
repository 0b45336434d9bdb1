import { sqlStateOf } from '../error-code'
import type { EntryPlace } from './audit-entry'

/** Waits for whoever appends, gives every entry its place, and answers the places in order. */
export const APPEND =
  'SELECT "seq", "at", "previousHash", "hash" FROM "audit_append"($1::json, $2::json)'

type Row = Record<string, unknown>

/** The driver answers a BIGINT as a text, Prisma as a bigint. */
export function toPlaces(rows: readonly Row[], batch: { size: number }): EntryPlace[] {
  const places = rows.map(toPlace)
  // Fewer than were sent are none.
  if (places.length !== batch.size) throw new Error('The audit answered another number of entries')
  return places
}

function toPlace({ seq, at, previousHash, hash }: Row): EntryPlace {
  const isPlace =
    (typeof seq === 'string' || typeof seq === 'bigint') &&
    at instanceof Date &&
    typeof previousHash === 'string' &&
    typeof hash === 'string'
  if (!isPlace) throw new Error('The audit answered no place')
  return { seq: BigInt(seq), at, previousHash, hash }
}

/** PostgreSQL's `no_data_found`: a set that this process believed kept is not, since retention removed it. */
export function isUnknownSet(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'P0002' || sqlStateOf(error) === 'P0002'
}
