import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounters } from '../../src/server/rate-limit/open-counters'
import { describeCounter } from './counter-contract'
import { acceptedUnder, idealOf, loads } from './load'

const counters = openCounters({ log: { error: () => undefined } })

describeCounter(() => counters.open({ name: 'calls', points: 10, seconds: 60 }))

describe('line 38: in memory', () => {
  // The library reads the system's clock.
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each(loads)(
    '$points calls in $seconds s under $load times that: 0.95 to 1.20 of the ideal',
    async (load) => {
      const counter = counters.open({ name: 'calls', ...load })
      const start = Date.now()
      const accepted = await acceptedUnder(load, {
        counter,
        until: async (moment) => {
          await vi.advanceTimersByTimeAsync(start + moment - Date.now())
        },
      })
      const share = accepted / idealOf(load)
      expect(share).toBeGreaterThanOrEqual(0.95)
      expect(share).toBeLessThanOrEqual(1.2)
    },
  )

  it('opens a new window when the time that it named is over', async () => {
    const counter = counters.open({ name: 'calls', points: 1, seconds: 5 })
    await counter.take('app', 1)
    vi.advanceTimersByTime(1_000)
    const refused = await counter.take('app', 1)
    const { retryAfterMs } = { retryAfterMs: Number.NaN, ...refused }
    vi.advanceTimersByTime(retryAfterMs - 1)
    expect(await counter.take('app', 1)).toMatchObject({ isAllowed: false })
    vi.advanceTimersByTime(1)
    expect(await counter.take('app', 1)).toEqual({ isAllowed: true })
  })

  it('keeps nothing of callers whose window is over', async () => {
    const counter = counters.open({ name: 'calls', points: 1, seconds: 5 })
    for (let caller = 0; caller < 1_000; caller += 1) await counter.take(String(caller), 1)
    expect(vi.getTimerCount()).toBe(1_000)
    vi.advanceTimersByTime(5_000)
    expect(vi.getTimerCount()).toBe(0)
  })
})
