import { expect, it } from 'vitest'
import { askedOf } from './asked-of'

const choices = [{ provider: 'gemini', models: ['m'] }]
const nothing = { provider: null, model: null }

it.each([
  ['the first provider, where nothing is named', nothing, { provider: 'gemini' }],
  ['what is named', { provider: 'openai', model: 'gpt' }, { provider: 'openai', model: 'gpt' }],
  ['it trimmed', { provider: ' OpenAI ', model: ' gpt ' }, { provider: 'openai', model: 'gpt' }],
  ['no model, where it is empty', { provider: 'openai', model: ' ' }, { provider: 'openai' }],
])('asks for %s', (_, address, input) => {
  expect(askedOf(address, choices)).toEqual({ kind: 'ask', input })
})

it('asks for nothing where there is no key, or no such name', () => {
  expect(askedOf(nothing, [])).toEqual({ kind: 'nothing' })
  expect(askedOf({ provider: 'gemini', model: 'two words' }, choices)).toEqual({ kind: 'invalid' })
  expect(askedOf({ provider: '<b>', model: null }, choices)).toEqual({ kind: 'invalid' })
})
