import { expect, it } from 'vitest'
import { errorsOf, figuresOf, outcomesIn, successRate } from './figures'

it('adds up every outcome, and judges keys only by what is not the caller’s own doing', () => {
  expect(figuresOf({ ok: 90, rate_limit: 6, network: 4, aborted: 5, client_error: 3 })).toEqual({
    calls: 108,
    ok: 90,
    failed: 10,
    againstKey: 6,
    successRate: 0.9,
  })
})

it('has no success rate without a call that could succeed', () => {
  expect(figuresOf({}).successRate).toBeNull()
  expect(figuresOf({ aborted: 3 }).successRate).toBeNull()
})

it('never calls it 100 % when one call of a million failed', () => {
  expect(successRate({ ok: 999_999, failed: 1 })).toBe(0.999)
  expect(successRate({ ok: 1, failed: 0 })).toBe(1)
  expect(successRate({ ok: 0, failed: 1 })).toBe(0)
})

it('lists errors with the most frequent first, and outcomes in one order', () => {
  const counts = { ok: 5, network: 1, billing: 4, error: 0 }
  expect(errorsOf(counts)).toEqual([
    { outcome: 'billing', count: 4 },
    { outcome: 'network', count: 1 },
  ])
  expect(outcomesIn(counts)).toEqual(['ok', 'billing', 'network'])
})
