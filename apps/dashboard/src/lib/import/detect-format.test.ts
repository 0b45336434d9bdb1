import { expect, it } from 'vitest'
import { detectFormat } from './detect-format'
import { guessProvider, proposeProvider } from './guess-provider'

const key = 'AIzaSyA-0123456789abcdefghijklmnop'

it.each([
  ['a key alone', key, 'lines'],
  ['names and keys', `a,${key}\nb,${key}`, 'lines'],
  ['a key that ends in padding', 'c2stYWJjZA==\nc2stYWJjZB==', 'lines'],
  ['nothing', '', 'lines'],
  ['headers', `\uFEFFname,key\na,${key}`, 'csv'],
  ['quoted headers of a spreadsheet in French', `"Nom";"Clé"\n"a";"${key}"`, 'csv'],
  ['one header', `API key\n${key}`, 'csv'],
  ['a list', `  [\n"${key}"]`, 'json'],
  ['an object', `{"a":"${key}"}`, 'json'],
  ['an empty list', '[]', 'json'],
  ['variables', `# x\n\nexport GEMINI_API_KEY=${key}`, 'env'],
  ['variables among others', `A_API_KEY=${key}\nPORT=3000\nb,${key}`, 'env'],
])('tells %s', (_what, text, format) => {
  expect(detectFormat(text)).toBe(format)
})

it.each([
  [key, 'gemini'],
  ['sk-ant-api03-0123456789', 'anthropic'],
  ['sk-proj-0123456789abcdef', 'openai'],
  ['sk-', null],
  ['a0b1c2d3e4f5a0b1c2d3e4f5', null],
])('whose %s looks like', (value, provider) => {
  expect(guessProvider(value)).toBe(provider)
})

it('proposes what most keys look like, of those whose provider is not said', () => {
  const openai = { key: 'sk-proj-0123456789abcdef' }
  expect(proposeProvider([{ key }, openai, { key }])).toBe('gemini')
  expect(proposeProvider([{ key, provider: 'other' }, openai])).toBe('openai')
  expect(proposeProvider([{ key: 'x' }])).toBeNull()
})
