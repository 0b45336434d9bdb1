import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backoffDelay, reconnectBackoff } from './backoff'

const delays = (random: number) =>
  Array.from({ length: 9 }, (_, index) =>
    backoffDelay({ ...reconnectBackoff, failures: index + 1, random: () => random }),
  )

it('line 13: waits 1, 2, 4, 8, 16, 30, 30 s before jitter', () => {
  const before = { ...reconnectBackoff, jitter: [1, 1] as const, random: () => 0.5 }
  const exact = Array.from({ length: 9 }, (_, index) =>
    backoffDelay({ ...before, failures: index + 1 }),
  )
  expect(exact).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30].map((seconds) => seconds * 1_000))
})

it('line 13: takes 50 % to 100 % of it', () => {
  expect(delays(0)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000])
  expect(delays(1)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000])
})

it('stays within its bounds after any number of failures', () => {
  const failures = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(failures, fc.double({ min: 0, max: 1, noNaN: true }), (count, random) => {
      const delay = backoffDelay({ ...reconnectBackoff, failures: count, random: () => random })
      expect(delay).toBeGreaterThanOrEqual(500)
      expect(delay).toBeLessThanOrEqual(30_000)
    }),
  )
})
