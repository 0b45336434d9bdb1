import { guessProvider } from './guess-provider'
import { linesOf, type RawKey, type ReadText, withoutBom } from './raw-key'

/** Reads one key a line, alone or after its name: `name,key`. What begins with `#` is a comment. */
export function readLines(text: string): ReadText {
  const rows = linesOf(withoutBom(text)).flatMap((line, index) => {
    const trimmed = line.trim()
    return trimmed === '' || trimmed.startsWith('#') ? [] : [readLine(trimmed, index + 1)]
  })
  return rows.length > 0 ? { ok: true, rows } : { ok: false, problem: 'empty' }
}

/** A name may hold what parts it from the key: the last one counts. */
function readLine(line: string, at: number): RawKey {
  const [, before, after] = /^(.*)[,;\t](.*)$/.exec(line) ?? []
  if (before === undefined || after === undefined) return { at, key: unquoted(line) }
  const [name, key] = [unquoted(before), unquoted(after)]
  // Some write the key first.
  if (guessProvider(name) && !guessProvider(key)) return { at, key: name, name: key }
  return { at, key, name }
}

/** Quotes around a whole cell are the writer's; a doubled one within them stands for itself. */
function unquoted(cell: string): string {
  const trimmed = cell.trim()
  const [, quote, inner] = /^(["'])(.*)\1$/.exec(trimmed) ?? []
  return quote && inner !== undefined ? inner.replaceAll(quote + quote, quote).trim() : trimmed
}
