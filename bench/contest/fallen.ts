import { keyOf, type Row } from './row'

/** A row may lose so much of the ratio that was kept, and no more. */
const LEAST_SHARE = 0.8

/**
 * Whether not even its best turn comes to that share of the lowest that is kept: on a machine that others
 * share, turns of one run lie far apart. Of a row that was never kept: no.
 */
export function hasFallen(row: Row, kept: readonly Row[]): boolean {
  const before = find(row, kept)
  if (!before) return false
  return !(row.spread[1] >= LEAST_SHARE * before.spread[0])
}

/** Says of a row what was kept and what there is. */
export function describeFall(row: Row, kept: readonly Row[]): string {
  const before = find(row, kept)?.ratio ?? Number.NaN
  const percent = Math.round((row.ratio / before) * 100)
  return `${keyOf(row)}: ${row.ratio.toPrecision(3)}×, ${percent} % of the ${before.toPrecision(3)}× that is kept`
}

const find = (row: Row, kept: readonly Row[]) => kept.find((one) => keyOf(one) === keyOf(row))
