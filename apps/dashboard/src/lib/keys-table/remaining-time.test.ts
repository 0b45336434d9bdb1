import { expect, it } from 'vitest'
import { remainingTime } from './remaining-time'

const now = new Date('2026-03-01T12:00:00Z')
const left = (seconds: number) => remainingTime(new Date(now.getTime() + seconds * 1000), now)

it('counts down as a clock does, days apart', () => {
  expect(left(5)).toEqual({ days: 0, clock: '0:05' })
  expect(left(245)).toEqual({ days: 0, clock: '4:05' })
  expect(left(3_600)).toEqual({ days: 0, clock: '1:00:00' })
  expect(left(86_400 * 2 + 61)).toEqual({ days: 2, clock: '0:01:01' })
})

it('shows the last second until it is over', () => {
  expect(left(0.2)).toEqual({ days: 0, clock: '0:01' })
  expect(left(0)).toBeNull()
  expect(left(-9)).toBeNull()
})
