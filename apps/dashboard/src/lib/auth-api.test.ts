import { expect, it } from 'vitest'
import { minutesIn } from './auth-api'

it.each([
  ['1', 1],
  ['60', 1],
  ['61', 2],
  ['900', 15],
  [null, 15],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 15],
])('takes a Retry-After of %j for %i min', (retryAfter, minutes) => {
  expect(minutesIn(retryAfter)).toBe(minutes)
})
