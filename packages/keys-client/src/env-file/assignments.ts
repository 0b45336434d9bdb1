import { parse } from 'dotenv'

/** One assignment of a variable in an env file's text, see {@link assignmentsIn}. */
export interface Assignment {
  name: string
  /** What dotenv reads in it. */
  value: string
  /** What parts name and value: `=` or `:`, with the blanks before it, and one after a colon. */
  operator: string
  /** Where what is written for the value begins, its quotes included. */
  start: number
  /** Where it ends; at `start` when nothing is written. */
  end: number
}

const inQuotes = (quote: string) => String.raw`\s*${quote}(?:\\${quote}|[^${quote}])*${quote}`

const grammar = [
  String.raw`^\s*(?:export\s+)?(?<name>[\w.-]+)`,
  String.raw`(?<operator>\s*=|:\s)`,
  `(?<written>${inQuotes("'")}|${inQuotes('"')}|${inQuotes('`')}|[^#\\r\\n]+)?`,
  String.raw`\s*(?:#.*)?$`,
].join('')

/** Every assignment that dotenv finds, in order. dotenv itself does not tell where they stand. */
export function assignmentsIn(text: string): Assignment[] {
  return Array.from(text.matchAll(new RegExp(grammar, 'dgm')), (match) => {
    const { name = '', operator = '', written = '' } = match.groups ?? {}
    const places = match.indices?.groups ?? {}
    const [, afterOperator = 0] = places['operator'] ?? []
    const [from] = places['written'] ?? [afterOperator]
    const start = from + skippedBlanks(written, operator)
    return {
      name,
      value: parse(match[0])[name] ?? '',
      operator,
      start,
      end: Math.max(start, from + written.trimEnd().length),
    }
  })
}

/** How many blanks before the value stay where they are. */
function skippedBlanks(written: string, operator: string): number {
  const isEmpty = written.trim() === ''
  // `NAME= # comment`: a shell wants the value at once; `NAME = # comment` keeps its style.
  if (isEmpty) return written !== '' && /^\s/.test(operator) ? 1 : 0
  const blanks = written.length - written.trimStart().length
  // dotenv takes a quoted value from the next line, but no other.
  return written.slice(0, blanks).includes('\n') ? 0 : blanks
}
