import { expect, it } from 'vitest'
import { isCall } from './is-call'

it.each([
  ['application/json', true],
  [undefined, true],
  ['text/event-stream', false],
  ['text/event-stream; charset=utf-8', false],
])('takes an answer of the type %s for a call: %s', (type, expected) => {
  expect(isCall({ getHeader: () => type })).toBe(expected)
})
