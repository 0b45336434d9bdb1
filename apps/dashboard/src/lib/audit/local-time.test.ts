import { expect, it } from 'vitest'
import { fromLocalTime, toLocalTime } from './local-time'

it('comes back from the address as it was typed', () => {
  for (const typed of ['2026-11-23T02:00', '2026-03-29T01:30', '2026-06-30T23:59']) {
    expect(toLocalTime(fromLocalTime(typed))).toBe(typed)
  }
})

it('says nothing where nothing was typed, or nonsense', () => {
  expect([fromLocalTime(''), toLocalTime(''), toLocalTime('soon')]).toEqual(['', '', ''])
})
