import type { ImportFormat, ReadText } from './raw-key'
import { readCsv } from './read-csv'
import { readEnv } from './read-env'
import { readJson } from './read-json'
import { readLines } from './read-lines'

/** Nobody looks through a preview of more; a file of so many is handed in parts. */
export const MAX_IMPORT_ROWS = 20_000

const readers: Readonly<Record<ImportFormat, (text: string) => ReadText>> = {
  lines: readLines,
  csv: readCsv,
  json: readJson,
  env: readEnv,
}

/** Finds the keys in a text. Never throws, whatever the text. */
export function readText(text: string, format: ImportFormat): ReadText {
  const read = readers[format](text)
  if (read.ok && read.rows.length > MAX_IMPORT_ROWS) return { ok: false, problem: 'tooMany' }
  return read
}
