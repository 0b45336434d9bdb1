import { expect, it } from 'vitest'
import { retryAfterOf } from './retry-after'

const now = Date.parse('2026-03-04T05:06:07Z')

it.each([
  [null, null],
  ['', null],
  ['soon', null],
  ['0', 0],
  ['120', 120_000],
  ['1.5', 1_500],
  ['-5', 0],
  ['Wed, 04 Mar 2026 05:07:07 GMT', 60_000],
  ['Wed, 04 Mar 2026 05:05:07 GMT', 0],
])('line 13: a Retry-After of %o is %o ms', (value, ms) => {
  expect(retryAfterOf(value, now)).toBe(ms)
})
