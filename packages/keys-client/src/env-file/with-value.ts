import { parse } from 'dotenv'
import { assignmentsIn } from './assignments'
import { additionOf, applyEdits, editOf } from './edits'
import { encodeValue, quoteOf } from './encode-value'
import { EnvFileError } from './env-file-error'
import { nextReads } from './read-value'
import { assertText, readSource } from './source-text'
import { validName } from './valid-name'

export interface ValueOptions {
  /** The file's bytes; none for a file that does not exist. */
  content: Buffer
  name: string
  value: string
  /** The file's name in errors. */
  path?: string | undefined
}

export interface ValueResult {
  content: Buffer
  hasChanged: boolean
  /** What the variable was, see `readEnvValue`. As secret as the new value. */
  previous: string | null
}

/**
 * An env file's bytes with another value for one variable. Every assignment of it takes the value, and
 * nothing else changes; without any, one is added as the last line. dotenv judges the result.
 *
 * @throws EnvFileError `invalid_name`, `not_representable`, `not_text` or `ambiguous`.
 *
 * @example
 * withValue({ content: Buffer.from('# mine\nA=1\n'), name: 'A', value: '2' }).content // '# mine\nA=2\n'
 */
export function withValue(options: ValueOptions): ValueResult {
  const { content, value, path = 'the file' } = options
  const name = validName(options.name)
  assertText(content, path)
  const encoded = encodeValue(value)
  if (encoded === null) throw new EnvFileError('not_representable', { path, detail: name })

  const source = readSource(content)
  const present = assignmentsIn(source.text).filter((assignment) => assignment.name === name)
  const stale = present.filter((assignment) => nextReads(assignment.value) !== value)
  const last = present.at(-1)
  const previous = last ? nextReads(last.value) : null
  if (last && stale.length === 0) return { content, hasChanged: false, previous }

  const edits = last
    ? stale.map((assignment) => {
        const quote = quoteOf(source.text.slice(assignment.start, assignment.end))
        return editOf(assignment, source, encodeValue(value, quote) ?? encoded)
      })
    : [additionOf(content, name, encoded)]
  const changed = applyEdits(content, edits)
  if (!isAsMeant(content, changed, { name, value })) {
    throw new EnvFileError('ambiguous', { path, detail: name })
  }
  return { content: changed, hasChanged: true, previous }
}

/** Whether every line of the variable reads as the value, and every other variable as before. */
function isAsMeant(
  before: Buffer,
  after: Buffer,
  { name, value }: { name: string; value: string },
): boolean {
  const old = parse(before)
  const { [name]: read = '', ...others } = parse(after)
  const names = new Set([...Object.keys(old), ...Object.keys(others)].filter((key) => key !== name))
  const present = assignmentsIn(readSource(after).text).filter((found) => found.name === name)
  return (
    nextReads(read) === value &&
    present.every((assignment) => nextReads(assignment.value) === value) &&
    [...names].every((key) => old[key] === others[key])
  )
}
