import { expect, it } from 'vitest'
import { defaultRateLimit, parseRateLimit } from './limit'

it('reads points and seconds', () => {
  expect(parseRateLimit('20000/10')).toEqual(defaultRateLimit)
  expect(parseRateLimit(' 10 / 1 ')).toEqual({ points: 10, seconds: 1 })
})

it.each([
  '',
  '50',
  '50/',
  '/5',
  // No room for one batch.
  '9/1',
  '0/10',
  '50/0',
  '-50/1',
  '10.5/1',
  'Infinity/1',
  '50/90000',
  '1e9/1',
  '50/1s',
])('takes %j for no limit that could be kept', (value) => {
  expect(parseRateLimit(value)).toBeNull()
})
