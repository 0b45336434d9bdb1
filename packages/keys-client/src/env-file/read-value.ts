/**
 * What Next's loader makes of a value that dotenv read: `$NAME` and `${NAME}` stand for other variables,
 * within any quotes, and `\$` for a dollar.
 *
 * @returns `null` when other variables have a say in it.
 */
export function nextReads(parsed: string): string | null {
  return /(?<!\\)\$\{?\w/.test(parsed) ? null : parsed.replaceAll(String.raw`\$`, '$')
}

/**
 * What a POSIX shell makes of the word after `NAME=`: bare, in single quotes or in double quotes.
 *
 * @returns `null` when it is none of these, or the shell would do more than read it.
 */
export function shellReads(word: string): string | null {
  if (/^[\w./:@%+,=-]+$/.test(word)) return word
  const quoted = /^(['"])([^]*)\1$/.exec(word)
  const [, quote, inner = ''] = quoted ?? []
  if (quote === "'") return inner.includes("'") ? null : inner
  if (quote === '"') return readInDoubleQuotes(inner)
  return null
}

function readInDoubleQuotes(inner: string): string | null {
  const tokens = inner.match(/\\[^]|[^]/g) ?? []
  if (tokens.some((token) => ['$', '`', '"', '\\'].includes(token))) return null
  const isEscape = (token: string) => /^\\[$`"\\\n]$/.test(token)
  return tokens
    .map((token) => (isEscape(token) ? token.slice(1).replace('\n', '') : token))
    .join('')
}
