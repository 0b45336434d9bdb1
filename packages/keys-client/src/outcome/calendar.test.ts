import { expect, test } from 'vitest'
import { firstOfNextMonth, nextMidnightInLosAngeles } from './calendar'

const at = (text: string) => new Date(text).getTime()

test.each([
  ['in winter', '2026-11-22T15:00:00Z', '2026-11-23T08:00:00Z'],
  ['in summer', '2026-07-14T15:00:00Z', '2026-07-15T07:00:00Z'],
  ['when it is already tomorrow in London', '2026-11-23T02:00:00Z', '2026-11-23T08:00:00Z'],
  ['a moment before it', '2026-11-23T07:59:59.999Z', '2026-11-23T08:00:00Z'],
  ['at it, a whole day later', '2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z'],
  ['on the day that the clock goes forward', '2026-03-08T09:00:00Z', '2026-03-09T07:00:00Z'],
  ['before the day that the clock goes forward', '2026-03-07T20:00:00Z', '2026-03-08T08:00:00Z'],
  ['on the day that the clock goes back', '2026-11-01T08:30:00Z', '2026-11-02T08:00:00Z'],
  ['before the day that the clock goes back', '2026-10-31T20:00:00Z', '2026-11-01T07:00:00Z'],
  ['on the last day of a year', '2026-12-31T20:00:00Z', '2027-01-01T08:00:00Z'],
])('The next midnight in Los Angeles is known %s', (_, now, midnight) => {
  expect(new Date(nextMidnightInLosAngeles(at(now)))).toEqual(new Date(midnight))
})

test.each([
  ['2026-11-22T15:00:00Z', '2026-12-01T00:00:00Z'],
  ['2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
  ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z'],
])('The month after %s begins at %s', (now, first) => {
  expect(new Date(firstOfNextMonth(at(now)))).toEqual(new Date(first))
})
