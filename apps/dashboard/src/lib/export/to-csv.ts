import Papa from 'papaparse'
import type { ExportedKey } from './exported-key'

/** What a spreadsheet takes for a formula is made text; a byte order mark tells it that this is UTF-8. */
export function toCsv(keys: readonly ExportedKey[]): string {
  return `\uFEFF${Papa.unparse([...keys], { escapeFormulae: true, newline: '\r\n' })}\r\n`
}
