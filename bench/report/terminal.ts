import Table from 'cli-table3'
import type { Row } from '../contest/row'
import { allColumns, cellsOf } from './cells'

/** The table as a terminal shows it. */
export function toText(rows: readonly Row[]): string {
  const table = new Table({ head: [...allColumns], style: { head: [], border: [], compact: true } })
  for (const row of rows) {
    const cells = cellsOf(row)
    table.push(allColumns.map((column) => cells[column]))
  }
  return table.toString()
}
