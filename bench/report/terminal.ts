import Table from 'cli-table3'
import type { Row } from '../contest/row'
import { cellsOf, type Column } from './cells'

const columns: readonly Column[] = [
  'row',
  'against',
  'ours',
  'theirs',
  'ratio',
  'spread',
  'target',
  'reached',
  'load',
]

/** The table as a terminal shows it. */
export function toText(rows: readonly Row[]): string {
  const table = new Table({ head: [...columns], style: { head: [], border: [], compact: true } })
  for (const row of rows) {
    const cells = cellsOf(row)
    table.push(columns.map((column) => cells[column]))
  }
  return table.toString()
}
