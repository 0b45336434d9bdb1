import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeValue } from './encode-value'

/** Every character that the dashboard takes in a key: printable ASCII without the space. */
const accepted = Array.from({ length: 0x7e - 0x21 + 1 }, (_, index) =>
  String.fromCharCode(0x21 + index),
)

/** The rule that `encodeValue` states, said once more. */
function hasNoForm(value: string): boolean {
  if (value.endsWith('\\') || value.includes('\\$')) return true
  const needsDoubleQuotes = value.includes("'") || /\$\{?\w/.test(value)
  return needsDoubleQuotes && /["`]|\\[\\nr]/.test(value)
}

describe('Line 42: a value is written', () => {
  it.each([
    ['AIzaSyD-9tSrke72PouQMnMX_a7eZSW0jkFMBWY', 'AIzaSyD-9tSrke72PouQMnMX_a7eZSW0jkFMBWY'],
    ['sk-proj-a.b/c+d=e:f@g%h,i', 'sk-proj-a.b/c+d=e:f@g%h,i'],
    ['', `''`],
    ['a#b', `'a#b'`],
    ['two words', `'two words'`],
    ['~', `'~'`],
    ['a"b`c\\d', `'a"b\`c\\d'`],
    ['line\nline', `'line\nline'`],
    ['100$', `'100$'`],
    ['\\n', `'\\n'`],
    ["it's", `"it's"`],
    ['$HOME', '"\\$HOME"'],
    ["${a}\n'$", '"\\${a}\n\'\\$"'],
  ])('%j as %s', (value, expected) => {
    expect(encodeValue(value)).toBe(expected)
  })

  it.each([
    ['a backslash at the end', 'a\\'],
    ['a backslash before a dollar', 'a\\$b'],
    ['both kinds of quotes', `'"`],
    ['a single quote and a backtick', "'`"],
    ['a variable and a double quote', '"$A"'],
    ['a variable and a backslash with an n', '$A\\n'],
    ['a carriage return', 'a\rb'],
    ['a NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800'],
  ])('not at all with %s', (_what, value) => {
    expect(encodeValue(value)).toBeNull()
  })

  it('with every printable character and every pair of them, but those that the rule excepts', () => {
    const pairs = accepted.flatMap((one) => accepted.map((other) => one + other))
    const refused = [...accepted, ...pairs].filter((value) => encodeValue(value) === null)
    expect(refused).toEqual([...accepted, ...pairs].filter(hasNoForm))
  })

  it('however long it is, whenever it has no quote, backtick or backslash', () => {
    const plain = accepted.filter((character) => !`'"\`\\`.includes(character))
    const keys = fc.string({ unit: fc.constantFrom(...plain), minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(keys, (key) => {
        expect(encodeValue(key)).not.toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  it('by the same rule when it is long and made of the difficult characters', () => {
    const difficult = fc.string({ unit: fc.constantFrom(...`'"\`\\$#{}anr_0 `), maxLength: 12 })
    fc.assert(
      fc.property(difficult, (value) => {
        expect(encodeValue(value) === null).toBe(hasNoForm(value))
      }),
      { numRuns: 10_000 },
    )
  })
})
