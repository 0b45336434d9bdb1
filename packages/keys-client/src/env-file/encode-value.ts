import { parse } from 'dotenv'
import { nextReads, shellReads } from './read-value'

export type Quote = "'" | '"'

/** The quotes that what is written for a value stands in; `null` for none, or for backticks. */
export function quoteOf(written: string): Quote | null {
  return (/^(['"])[^]*\1$/.exec(written)?.[1] ?? null) as Quote | null
}

/** Lines that a value would swallow if its end could be mistaken. */
const HOSTILE_LINES = ['', `'#'`, `"#"`, ''].join('\n')

/**
 * A value as it is written after `NAME=`, so that Next's loader and a POSIX shell read exactly it,
 * whatever line comes next. In the preferred quotes where that is possible, else bare, else in single
 * quotes, else in double quotes.
 *
 * Of the printable ASCII characters without space, a value has no such form when
 * - it ends in `\`, or has `\$` in it;
 * - it needs double quotes, for a `'` or for what Next takes for a variable (`$A`, `${A`), and also has
 *   `"`, a backtick, `\\`, `\n` or `\r` (backslash and letter) in it.
 *
 * Beyond those, a carriage return, a NUL and half a surrogate pair have none.
 *
 * @param preferred How the value before was written.
 * @returns `null` when there is no such form.
 */
export function encodeValue(value: string, preferred: Quote | null = null): string | null {
  const inSingle = `'${value}'`
  const inDouble = `"${value.replaceAll('$', String.raw`\$`)}"`
  const forms = [value, inSingle, inDouble]
  if (preferred !== null) forms.unshift(preferred === '"' ? inDouble : inSingle)
  return forms.find((form) => shellReads(form) === value && readsInNext(form, value)) ?? null
}

function readsInNext(form: string, value: string): boolean {
  // Through bytes: half a surrogate pair does not come back from them.
  const { NAME } = parse(Buffer.from(`NAME=${form}${HOSTILE_LINES}`))
  return NAME !== undefined && nextReads(NAME) === value && !value.includes('\0')
}
