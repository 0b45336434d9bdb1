import type { MalformedRow } from './check-rows'

/** Lines to hand to whoever wrote the file: where, why, and never the key. */
export function maskedLines(
  rows: readonly MalformedRow[],
  reasonText: (row: MalformedRow) => string,
): string {
  return rows.map((row) => `${row.at}\t${row.maskedKey}\t${reasonText(row)}`).join('\n')
}
