import type { Contest } from '../contest/contest'
import { keyOf, type Row } from '../contest/row'
import { allColumns, cellsOf, type Column } from './cells'
import { fileOf, type Line } from './plot'

const short: readonly Column[] = ['row', 'against', 'ours', 'theirs', 'ratio', 'target', 'reached']

/** Everything that is known of each row. */
export const toFullTable = (rows: readonly Row[]): string => toTable(rows, allColumns)

/** What a reader of the README wants: the rows that have a target, and all that are slower. */
export const toShortTable = (rows: readonly Row[]): string =>
  toTable(
    rows.filter(({ target, ratio }) => target !== null || ratio < 1),
    short,
  )

/** What keeps each row from being better. */
export const toLimits = (contests: readonly Contest[]): string =>
  contests.map((contest) => `- **${keyOf(contest)}**: ${contest.limit}`).join('\n')

/** A picture a line, each in a file of the folder. */
export const toPictures = (lines: readonly Line[], folder: string): string =>
  lines.map((line) => `![${line.name}](${folder}/${fileOf(line)})`).join('\n\n')

const isText = (column: Column) => column === 'row' || column === 'against' || column === 'reached'

function toTable(rows: readonly Row[], columns: readonly Column[]): string {
  const cells = rows.map(cellsOf)
  const lines = [
    [...columns],
    columns.map((column) => (isText(column) ? '---' : '---:')),
    ...cells.map((cell) => columns.map((column) => cell[column])),
  ]
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}
