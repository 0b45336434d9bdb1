import { expect, it } from 'vitest'
import { printable } from './printable'

const family = '👩\u200D👩\u200D👧'

it.each([
  ['a colour', 'paint \u001b[31mit', 'paint �[31mit'],
  ['a control character of eight bits', 'a\u009b31m', 'a�31m'],
  ['text that is turned round', 'a\u202Egpj.exe\u2066b', 'a�gpj.exe�b'],
  ['a byte of nothing', 'a\u0000b', 'a�b'],
  ['lines', ' one\r\ntwo\u2028three\n', 'one two three'],
])('%s does nothing to a terminal', (_name, text, shown) => {
  expect(printable(text)).toBe(shown)
})

it.each([family, '🏳️\u200D🌈', 'été', 'مفتاح'])('%s stays as it is', (text) => {
  expect(printable(text)).toBe(text)
})

it('a text is cut between its signs, and says so', () => {
  expect(printable('abcdef', 6)).toBe('abcdef')
  expect(printable('abcdefg', 6)).toBe('abcde…')
  expect(printable(family.repeat(3), 3)).toBe(family.repeat(3))
  expect(printable(family.repeat(4), 3)).toBe(`${family.repeat(2)}…`)
})
