import type { Assignment } from './assignments'
import type { SourceText } from './source-text'

/** Bytes to put in the place of others. */
export interface Edit {
  start: number
  end: number
  text: string
}

/** Puts an encoded value in the place of an assignment's present one. */
export function editOf(assignment: Assignment, source: SourceText, encoded: string): Edit {
  const { start, end } = assignment
  return {
    start: source.starts[start] ?? 0,
    end: source.starts[end] ?? 0,
    text: encoded + separatorAfter(assignment, source),
  }
}

/** What keeps a shell from reading on where dotenv's value ends. */
function separatorAfter(assignment: Assignment, { text, starts }: SourceText): string {
  const { operator, start, end } = assignment
  // dotenv begins a comment at any `#`, a shell only after a blank.
  if (text[end] === '#') return ' '
  const lineEnd = text.indexOf('\n', end)
  const isLast = lineEnd === -1 || text.slice(end, lineEnd).trim() !== ''
  const hasTwoBytes = (starts[lineEnd + 1] ?? 0) - (starts[lineEnd] ?? 0) === 2
  // Where no shell finds an assignment, there is nothing to keep from it.
  const isForShells = operator === '=' && text[start - 1] === '='
  return !isLast && hasTwoBytes && isForShells ? AFTER_VALUE_IN_CRLF : ''
}

/** To a shell the carriage return is part of the value, unless a comment takes it. */
const AFTER_VALUE_IN_CRLF = ' #'

/** Adds a line for a variable that the file does not have, with the file's own end of line. */
export function additionOf(content: Buffer, name: string, encoded: string): Edit {
  // All that matters here is ASCII: other bytes may be read as anything.
  const text = content.toString('latin1')
  const [newline] = /\r\n|\n|\r/.exec(text) ?? ['\n']
  const before = text === '' || /[\r\n]$/.test(text) ? '' : newline
  const after = newline === '\r\n' ? AFTER_VALUE_IN_CRLF : ''
  const at = content.length
  return { start: at, end: at, text: `${before}${name}=${encoded}${after}${newline}` }
}

/** The edits are in order, and none overlaps another. */
export function applyEdits(content: Buffer, edits: readonly Edit[]): Buffer {
  const parts: Buffer[] = []
  let done = 0
  for (const { start, end, text } of edits) {
    parts.push(content.subarray(done, start), Buffer.from(text))
    done = end
  }
  return Buffer.concat([...parts, content.subarray(done)])
}
