import { columnsOf } from './columns'
import { type ImportFormat, linesOf, withoutBom } from './raw-key'

/** Enough to tell one format from another. */
const LOOKED_AT = 20

/** Which format a text is most likely in. The person sees it, and may say otherwise. */
export function detectFormat(text: string): ImportFormat {
  const trimmed = withoutBom(text).trimStart()
  if (isJsonLike(trimmed)) return 'json'
  const lines = linesOf(trimmed)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(0, LOOKED_AT)
  if (isHeader(lines[0] ?? '')) return 'csv'
  const assignments = lines.filter((line) => assignment.test(line)).length
  return assignments > lines.length / 2 ? 'env' : 'lines'
}

/** A variable's name is in capitals: `sk-abc=` and the like are keys that end in padding. */
const assignment = /^(?:export\s+)?[A-Z][A-Z0-9_]*\s*=/

function isJsonLike(text: string): boolean {
  return /^\[\s*["{[\]]/.test(text) || /^\{\s*["}]/.test(text)
}

/** A first line that names a column of keys, beside others or alone. */
function isHeader(line: string): boolean {
  return columnsOf(line.split(/[,;\t|]/).map((cell) => cell.replaceAll('"', ''))).includes('key')
}
