import { setImmediate as heard } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startPatience } from './patience'

describe('patience', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('ends after its time, and not before', async () => {
    const giveUp = vi.fn()
    startPatience(1_800, giveUp)
    await vi.advanceTimersByTimeAsync(1_700)
    expect(giveUp).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(200)
    expect(giveUp).toHaveBeenCalledOnce()
  })

  it('does not end when it was stopped', async () => {
    const giveUp = vi.fn()
    const stop = startPatience(300, giveUp)
    await vi.advanceTimersByTimeAsync(250)
    stop()
    await vi.runAllTimersAsync()
    expect(giveUp).not.toHaveBeenCalled()
  })
})

it('patience does not run out while this process computes: an answer may be there', async () => {
  const giveUp = vi.fn()
  const stop = startPatience(300, giveUp)
  const busyUntil = performance.now() + 500
  while (performance.now() < busyUntil);
  await heard()
  await heard()
  expect(giveUp).not.toHaveBeenCalled()
  stop()
})
