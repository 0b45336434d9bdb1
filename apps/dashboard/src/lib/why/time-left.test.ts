import { expect, it } from 'vitest'
import { timeLeft } from './time-left'

const now = new Date('2026-11-23T14:00:00Z')
const left = (ms: number) =>
  timeLeft({ until: new Date(now.getTime() + ms), now, locale: 'en' }).replaceAll(/\s+/g, ' ')

it.each([
  [500, '1 sec'],
  [-5_000, '1 sec'],
  [59_200, '1 min'],
  [192_000, '3 min 12 sec'],
  [180_000, '3 min'],
  [3_600_000 + 120_000, '1 hr 2 min'],
  [2 * 86_400_000 + 3 * 3_600_000 + 5_000, '2 days 3 hr'],
])('says what is left of %d ms as %s', (ms, text) => {
  expect(left(ms)).toBe(text)
})
