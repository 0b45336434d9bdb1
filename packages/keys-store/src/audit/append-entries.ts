import { sqlStateOf } from '../error-code'
import type { EntryPlace } from './audit-entry'

/** Waits for whoever appends, gives every entry its place, and answers the places in order. */
export const APPEND =
  'SELECT "seq", "at", "previousHash", "hash" FROM "audit_append"($1::json, $2::json)'

/**
 * The same for some that are kept in any case, `$4`, and for those and others together, `$1`, where the
 * epoch is `$3`. Tells the epoch as the statement found it, which began after all of them were asked for.
 */
export const APPEND_AT = `
  SELECT "keys_epoch"."epoch", "seq", "at", "previousHash", "hash" FROM "keys_epoch"
  LEFT JOIN LATERAL "audit_append"(
    CASE WHEN "keys_epoch"."epoch" = $3::bigint THEN $1::json ELSE $4::json END, $2::json
  ) ON true
  WHERE "keys_epoch"."id" = 1`

type Row = Record<string, unknown>

/** The epoch that {@link APPEND_AT} found. */
export function epochIn(rows: readonly Row[]): number {
  return Number(rows[0]?.['epoch'])
}

/** The driver answers a BIGINT as a text, Prisma as a bigint. */
export function toPlaces(answered: readonly Row[], batch: { size: number }): EntryPlace[] {
  // Where nothing was appended there is an epoch, and no place.
  const rows = answered.filter(({ seq }) => seq !== null)
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
