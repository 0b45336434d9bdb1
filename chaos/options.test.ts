import { expect, test } from 'vitest'
import { readOptions } from './options'

test('without options it is two minutes with any seed', () => {
  expect(readOptions([], 5)).toMatchObject({
    durationMs: 120_000,
    isLong: false,
    seed: 5,
    only: null,
  })
})

test('hours make it long', () => {
  expect(readOptions(['--hours', '1', '--seed', '9'], 5)).toMatchObject({
    durationMs: 3_600_000,
    isLong: true,
    seed: 9,
  })
})

test.each([
  [['--minutes', 'two'], '--minutes must be a number above 0'],
  [['--hours', '0'], '--hours must be a number above 0'],
  [['--minutes', '1', '--hours', '1'], 'not both'],
  [['--mins', '1'], "Unknown option '--mins'"],
])('%j is refused with a sentence', (args, message) => {
  expect(() => readOptions(args, 5)).toThrow(message)
})
