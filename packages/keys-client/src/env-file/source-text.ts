import { isUtf8 } from 'node:buffer'
import { EnvFileError } from './env-file-error'

/** A file's text as dotenv reads it, and where in the file each character stands. */
export interface SourceText {
  /** Every end of line is `\n` here, whatever it is in the file. */
  text: string
  /** The byte at which each character begins, and after the last the file's length. */
  starts: readonly number[]
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

export function readSource(content: Buffer): SourceText {
  const starts: number[] = []
  let text = ''
  for (let at = 0; at < content.length;) {
    const { character, bytes } = characterAt(content, at)
    // Two units for a character beyond the first 65,536.
    for (let unit = 0; unit < character.length; unit += 1) starts.push(at)
    text += character
    at += bytes
  }
  starts.push(content.length)
  return { text, starts }
}

function characterAt(content: Buffer, at: number): { character: string; bytes: number } {
  const lead = content[at] ?? 0
  if (lead === CARRIAGE_RETURN) {
    return { character: '\n', bytes: content[at + 1] === LINE_FEED ? 2 : 1 }
  }
  if (lead < 0x80) return { character: String.fromCharCode(lead), bytes: 1 }
  const bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  const sequence = content.subarray(at, at + bytes)
  if (isUtf8(sequence)) return { character: sequence.toString(), bytes }
  return { character: '\u{fffd}', bytes: 1 }
}

/** @throws EnvFileError `not_text`. */
export function assertText(content: Buffer, path: string): void {
  const byteOrderMark = content.toString('hex', 0, 2)
  const isUtf16 = byteOrderMark === 'fffe' || byteOrderMark === 'feff'
  if (isUtf16 || content.includes(0)) throw new EnvFileError('not_text', { path })
}
