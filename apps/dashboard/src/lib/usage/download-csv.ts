import type { CsvTable } from './usage-csv'

/** The library is loaded when somebody asks for a file, and not before. */
export async function toCsv({ fields, data }: CsvTable): Promise<string> {
  const { unparse } = await import('papaparse')
  // A key's name is what somebody typed: a sheet must not take it for a formula.
  return unparse({ fields, data }, { escapeFormulae: true, newline: '\r\n' })
}

export async function downloadCsv(table: CsvTable, fileName: string): Promise<void> {
  // The mark tells spreadsheets that it is UTF-8.
  const blob = new Blob(['\uFEFF', await toCsv(table)], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = fileName
  link.click()
  // Some browsers read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
