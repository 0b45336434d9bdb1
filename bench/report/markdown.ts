import type { Contest } from '../contest/contest'
import { keyOf, type Row } from '../contest/row'
import { allColumns, cellsOf, type Column, times } from './cells'
import { fileOf, type Line } from './plot'

const short: readonly Column[] = ['row', 'against', 'ratio', 'target', 'reached']

/** Everything that is known of each row. */
export const toFullTable = (rows: readonly Row[]): string => toTable(rows, allColumns)

/** What a reader of the README wants: the rows that have a target, and what is slower besides. */
export function toShortTable(rows: readonly Row[]): string {
  const table = toTable(
    rows.filter(({ target }) => target !== null),
    short,
  )
  const slower = rows.filter(({ target, ratio }) => target === null && ratio < 1)
  if (slower.length === 0) return table
  const list = slower.map((row) => `${keyOf(row)} (${times(row.ratio)})`).join('; ')
  return `${table}\n\nSlower besides, where no target is set: ${list}.`
}

/** What keeps the rows from being better, said once for those that have it in common. */
export function toLimits(contests: readonly Contest[]): string {
  const byLimit = new Map<string, string[]>()
  for (const contest of contests) {
    byLimit.set(contest.limit, [...(byLimit.get(contest.limit) ?? []), keyOf(contest)])
  }
  return Array.from(byLimit, ([limit, keys]) => `- **${keys.join('; ')}**: ${limit}`).join('\n')
}

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
