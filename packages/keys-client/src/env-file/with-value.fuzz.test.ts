import { parse } from 'dotenv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignmentsIn } from './assignments'
import { encodeValue, quoteOf } from './encode-value'
import { EnvFileError } from './env-file-error'
import { nextReads } from './read-value'
import { readSource } from './source-text'
import { type ValueResult, withValue } from './with-value'

const name = 'GEMINI_API_KEY'

/** What is around a managed value, and the value. In latin1: one character a byte. */
interface Managed {
  head: string
  old: string
  tail: string
}

const mixedEnds = fc.constantFrom('\n', '\r\n')
const ends = fc.constantFrom('\n', '\r\n', '\r')
const others = fc.constantFrom(
  'A',
  'DATABASE_URL',
  'MY_GEMINI_API_KEY',
  'GEMINI_API_KEY_2',
  'x.y-z',
)
const exported = fc.constantFrom('', '', 'export ', '  ', '\texport   ')
const signs = fc.constantFrom('=', '=', ' = ', '= ', ' =', ': ')
const tails = fc.constantFrom('', ' # c', ' #GEMINI_API_KEY=no', '   ', '#near', ' # "q\' \xff')

const inside = fc
  .array(
    fc.constantFrom(
      'a',
      ' ',
      '#',
      '\nGEMINI_API_KEY=no',
      '\r\nB=1\r\n',
      '\xe9',
      '$A',
      '\\n',
      '\n#',
    ),
  )
  .map((parts) => parts.join(''))
const quoted = fc
  .tuple(inside, fc.constantFrom('"', "'", '`'))
  .map(([text, quote]) => `${quote}${text}${quote}`)
const bare = fc.constantFrom(
  '1',
  "don't",
  'two words',
  'a=b',
  'http://u:p@h/',
  '"a" b',
  '\xc3\x28',
  '$A',
)

const kept = fc.oneof(
  fc
    .tuple(exported, others, signs, fc.oneof(bare, quoted, fc.constant('')), tails)
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '',
    '  ',
    '# GEMINI_API_KEY=no',
    '#\xff\xfe\x80',
    '# don\'t "do',
    'nothing at all',
    '=',
  ),
)

const managed: fc.Arbitrary<Managed> = fc.oneof(
  fc
    .tuple(exported, signs, fc.oneof(bare, quoted), tails)
    .map(([before, sign, old, tail]) => ({ head: `${before}${name}${sign}`, old, tail })),
  tails.map((tail) => ({ head: `${name}=`, old: '', tail })),
)

interface File {
  mark: string
  lines: [string | Managed, string][]
}

const files: fc.Arbitrary<File> = fc
  .record({
    mark: fc.constantFrom('', '', '\xef\xbb\xbf'),
    lines: fc.array(fc.tuple(fc.oneof({ weight: 4, arbitrary: kept }, managed), mixedEnds), {
      maxLength: 12,
    }),
    // Most files are in one style, some are in all of them.
    end: fc.option(ends),
    isEnded: fc.boolean(),
  })
  .map(({ mark, lines, end, isEnded }) => ({
    mark,
    lines: lines.map(([piece, ownEnd], index) => {
      const isOpen = index === lines.length - 1 && !isEnded
      return [piece, isOpen ? '' : (end ?? ownEnd)]
    }),
  }))

const values = fc
  .oneof(
    fc.constantFrom(
      'AIzaSyD-1_b',
      'a b',
      'a#b',
      'pa$$w0rd',
      '$A',
      "it's",
      '"q"',
      'two\nlines',
      'é',
      '#',
    ),
    fc.string({ minLength: 1 }),
    fc.string({ minLength: 1, unit: 'binary' }),
  )
  .filter((value) => encodeValue(value) !== null)

/** The file's bytes, as its pieces say they are: with the old values, or with the new one. */
function bytesOf({ mark, lines }: File, value?: string): Buffer {
  const texts = lines.map(([piece, end]) => {
    if (typeof piece === 'string') return piece + end
    const isKept = value === undefined || readAlone(piece.old) === value
    const middle = isKept
      ? piece.old
      : Buffer.from(encodeValue(value, quoteOf(piece.old)) ?? '').toString('latin1')
    return piece.head + middle + (isKept ? '' : parting(piece)) + piece.tail + end
  })
  return Buffer.from(mark + texts.join(''), 'latin1')
}

const readAlone = (old: string) => nextReads(parse(Buffer.from(`A=${old}`, 'latin1'))['A'] ?? '')

const parting = ({ tail }: Managed) => (tail.startsWith('#') ? ' ' : '')

function withoutName(content: Buffer): Record<string, string> {
  const { [name]: _managed, ...rest } = parse(content)
  return rest
}

describe('Line 40: of random files', () => {
  it('only the managed name changes, in 500 of every form', () => {
    let managedFiles = 0
    fc.assert(
      fc.property(files, values, (file, value) => {
        const content = bytesOf(file)
        const result = withValue({ content, name, value })
        const isManaged = file.lines.some(([piece]) => typeof piece !== 'string')
        managedFiles += Number(isManaged)
        if (isManaged) expect(result.content).toEqual(bytesOf(file, value))
        else expect(addedTo(content, result)).toMatch(/^(\r\n?|\n)?GEMINI_API_KEY=[^]*(\r\n?|\n)$/)
        expect(nextReads(parse(result.content)[name] ?? '')).toBe(value)
        expect(withoutName(result.content)).toEqual(withoutName(content))
        expect(withValue({ content: result.content, name, value }).hasChanged).toBe(false)
      }),
      { numRuns: 500 },
    )
    expect(managedFiles).toBeGreaterThan(200)
  })

  it('those with no sense are changed as dotenv understands them, or refused', () => {
    const tokens =
      `${name},A,=,=,:, ,\n,\n,\r\n,\r,',",\`,\\,#,export ,x,$,\ufeff,\u2028,é,\u00a0`.split(',')
    const nonsense = fc
      .array(fc.constantFrom(...tokens), { maxLength: 30 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(nonsense, values, (text, value) => {
        const content = Buffer.from(text)
        const found = assignmentsIn(readSource(content).text)
        expect(Object.fromEntries(found.map((one) => [one.name, one.value]))).toEqual(
          parse(content),
        )
        const result = tryWithValue(content, value)
        if (!result) return
        expect(nextReads(parse(result.content)[name] ?? '')).toBe(value)
        expect(withoutName(result.content)).toEqual(withoutName(content))
        expect(withValue({ content: result.content, name, value }).hasChanged).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })

  it('those of any bytes have the same words for dotenv and for us, each at its place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const content = Buffer.from(bytes)
        const { text, starts } = readSource(content)
        const plain = (words: string) => words.replaceAll(/\ufffd+/g, '?')
        expect(plain(text)).toBe(plain(content.toString().replaceAll(/\r\n?/g, '\n')))
        const parts = starts
          .slice(0, -1)
          .map((start, index) => content.subarray(start, starts[index + 1]))
        expect(Buffer.concat(parts)).toEqual(content)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** What stands after the old bytes, which are all still there. */
function addedTo(content: Buffer, result: ValueResult): string {
  expect(result.content.subarray(0, content.length)).toEqual(content)
  return result.content.subarray(content.length).toString()
}

function tryWithValue(content: Buffer, value: string): ValueResult | null {
  try {
    return withValue({ content, name, value })
  } catch (error) {
    if (error instanceof EnvFileError && error.code === 'ambiguous') return null
    throw error
  }
}
