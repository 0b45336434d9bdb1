import Papa from 'papaparse'
import { columnsOf, type Field } from './columns'
import { type RawKey, type ReadText, withoutBom } from './raw-key'

interface CsvRow {
  line: number
  cells: string[]
  isQuotedWrong: boolean
}

/** Reads a table as spreadsheets write it: with commas, semicolons or tabs, its first line naming columns. */
export function readCsv(text: string): ReadText {
  const [head, ...body] = rowsOf(withoutBom(text))
  if (!head) return { ok: false, problem: 'empty' }
  const columns = columnsOf(head.cells)
  if (!columns.includes('key')) return { ok: false, problem: 'noKeyColumn' }
  if (body.length === 0) return { ok: false, problem: 'empty' }
  return { ok: true, rows: body.map((row) => toRawKey(row, columns)) }
}

/** Lines that hold nothing, or a comment, are no rows. */
function rowsOf(text: string): CsvRow[] {
  const rows: CsvRow[] = []
  let [start, line] = [0, 1]
  Papa.parse<string[]>(text, {
    step: ({ data, errors, meta }) => {
      const isQuotedWrong = errors.some(({ type }) => type === 'Quotes')
      const isRow = data.some((cell) => cell.trim() !== '') && !data[0]?.startsWith('#')
      if (isRow) rows.push({ line, cells: data, isQuotedWrong })
      // A cell may hold line ends: what was read says how many there were.
      line += text.slice(start, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0
      start = meta.cursor
    },
  })
  return rows
}

function toRawKey(row: CsvRow, columns: readonly (Field | null)[]): RawKey {
  const raw: RawKey = { at: row.line, key: '' }
  // Of two columns with one meaning the first counts.
  for (const [index, field] of columns.entries()) {
    if (field) raw[field] ||= row.cells[index]?.trim() ?? ''
  }
  const surplus = row.cells.slice(columns.length).some((cell) => cell.trim() !== '')
  if (row.isQuotedWrong) raw.problem = 'quotes'
  else if (surplus) raw.problem = 'cells'
  return raw
}
