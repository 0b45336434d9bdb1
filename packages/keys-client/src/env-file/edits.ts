import type { Assignment } from './assignments'
import type { SourceText } from './source-text'

/** Bytes to put in the place of others. */
export interface Edit {
  start: number
  end: number
  text: string
}

/** Puts an encoded value in the place of an assignment's present one. */
export function editOf({ start, end }: Assignment, source: SourceText, encoded: string): Edit {
  // dotenv begins a comment at any `#`, a shell only after a blank.
  const isGlued = source.text[end] === '#'
  return {
    start: source.starts[start] ?? 0,
    end: source.starts[end] ?? 0,
    text: isGlued ? `${encoded} ` : encoded,
  }
}

/** Adds a line for a variable that the file does not have, with the file's own end of line. */
export function additionOf(content: Buffer, name: string, encoded: string): Edit {
  // All that matters here is ASCII: other bytes may be read as anything.
  const text = content.toString('latin1')
  const [newline] = /\r\n|\n|\r/.exec(text) ?? ['\n']
  const before = text === '' || /[\r\n]$/.test(text) ? '' : newline
  const at = content.length
  return { start: at, end: at, text: `${before}${name}=${encoded}${newline}` }
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
