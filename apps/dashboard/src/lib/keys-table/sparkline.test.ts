import { describe, expect, it } from 'vitest'
import { sparklineBars, successRate } from './sparkline'

describe('a sparkline', () => {
  it('fills its height in the fullest hour, failures on top', () => {
    expect(
      sparklineBars(
        [
          { ok: 0, failed: 0 },
          { ok: 75, failed: 25 },
          { ok: 50, failed: 0 },
        ],
        20,
      ),
    ).toEqual([
      { x: 0, ok: 0, failed: 0 },
      { x: 1, ok: 15, failed: 5 },
      { x: 2, ok: 10, failed: 0 },
    ])
  })

  it('shows a single failure among a million uses, within its height', () => {
    const [bar] = sparklineBars([{ ok: 999_999, failed: 1 }], 20)
    expect(bar).toEqual({ x: 0, ok: 19, failed: 1 })
  })
})

it('a success rate is that of the uses there were', () => {
  expect(successRate({ ok: 3, failed: 1 })).toBe(0.75)
  expect(successRate({ ok: 0, failed: 2 })).toBe(0)
  expect(successRate({ ok: 0, failed: 0 })).toBeNull()
  expect(successRate(null)).toBeNull()
})
