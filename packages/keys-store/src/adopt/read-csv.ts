import Papa from 'papaparse'
import { AdoptError } from './adopt-error'
import { type Columns, readColumns } from './fields'
import type { Problem } from './problem'
import type { Source, SourceRow } from './source'

interface CsvRow {
  line: number
  cells: string[]
  isQuotedWrong: boolean
}

/**
 * Reads a table as spreadsheets write it: with commas, semicolons or tabs, with or without quotes.
 *
 * @throws AdoptError when its first line does not name the columns.
 */
export function readCsv(text: string): Source {
  const [head, ...body] = rowsOf(text.replace(/^\uFEFF/, ''))
  if (!head) throw new AdoptError({ code: 'file_empty' })
  const columns = readColumns(head.cells)
  const { missing, repeated, ignored } = columns
  if (missing.length > 0) throw new AdoptError({ code: 'column_missing', columns: missing })
  if (repeated) throw new AdoptError({ code: 'column_repeated', column: repeated })
  return { kind: 'csv', rows: body.map((row) => toSourceRow(row, columns)), ignored }
}

/** Lines that hold nothing are no rows. */
function rowsOf(text: string): CsvRow[] {
  const rows: CsvRow[] = []
  let [start, line] = [0, 1]
  Papa.parse<string[]>(text, {
    step: ({ data, errors, meta }) => {
      const isQuotedWrong = errors.some(({ type }) => type === 'Quotes')
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data, isQuotedWrong })
      // A cell may hold line ends: what was read says how many there were.
      line += text.slice(start, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0
      start = meta.cursor
    },
  })
  return rows
}

function toSourceRow({ line, cells, isQuotedWrong }: CsvRow, { fields }: Columns): SourceRow {
  const texts: SourceRow['texts'] = {}
  for (const [index, field] of fields.entries()) if (field) texts[field] = cells[index] ?? null
  const problem = isQuotedWrong ? quotes : cellsProblem(cells, fields.length)
  return { place: { line, label: null }, texts, ...(problem && { problem }) }
}

const quotes: Problem = { code: 'quotes' }

/** Empty cells at the end are what spreadsheets leave. */
function cellsProblem(cells: readonly string[], expected: number): Problem | null {
  const surplus = cells.slice(expected).some((cell) => cell.trim() !== '')
  if (cells.length >= expected && !surplus) return null
  return { code: 'cells', expected, found: cells.length }
}
