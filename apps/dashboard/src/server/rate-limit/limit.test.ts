import { expect, it } from 'vitest'
import { defaultRateLimit, parseRateLimit } from './limit'

it('reads points and seconds', () => {
  expect(parseRateLimit('20000/10')).toEqual(defaultRateLimit)
  expect(parseRateLimit(' 5 / 1 ')).toEqual({ points: 5, seconds: 1 })
})

it.each([
  '',
  '5',
  '5/',
  '/5',
  '0/10',
  '5/0',
  '-5/1',
  '1.5/1',
  'Infinity/1',
  '5/90000',
  '1e9/1',
  '5/1s',
])('takes %j for no limit that could be kept', (value) => {
  expect(parseRateLimit(value)).toBeNull()
})
