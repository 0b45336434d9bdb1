import type { Origin } from '@itqan/keys-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startDailyVerification } from './daily-verification'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const HOUR_MS = 60 * 60_000

/** A verifier that remembers when it was begun, beside others that may have done the work. */
function setUp() {
  const started: Origin[] = []
  let verifiedAt = -Infinity
  const verifier = {
    isDue: async (maxAgeMs: number) => Date.now() - verifiedAt > maxAgeMs,
    start(origin: Origin) {
      started.push(origin)
      verifiedAt = Date.now()
      return true
    },
  }
  const logged: string[] = []
  const log = { error: (message: string) => void logged.push(message) }
  const stop = startDailyVerification({ verifier, log, random: () => 0.5 })
  return { started, logged, stop, verifier, verifyElsewhere: () => (verifiedAt = Date.now()) }
}

it('verifies some minutes after the start, and then once a day', async () => {
  const { started, stop } = setUp()
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(started).toMatchObject([{ actor: { kind: 'system', name: 'daily' } }])
  await vi.advanceTimersByTimeAsync(23 * HOUR_MS)
  expect(started).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS)
  expect(started).toHaveLength(2)
  stop()
})

it('leaves it to another process that has verified within the day', async () => {
  const { started, stop, verifyElsewhere } = setUp()
  verifyElsewhere()
  await vi.advanceTimersByTimeAsync(23 * HOUR_MS)
  expect(started).toEqual([])
  stop()
})

it('asks again later when the database does not answer', async () => {
  const { started, stop, verifier, logged } = setUp()
  const isDue = vi.spyOn(verifier, 'isDue').mockRejectedValueOnce(new Error('away'))
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect([started.length, logged.length, isDue.mock.calls.length]).toEqual([0, 1, 1])
  await vi.advanceTimersByTimeAsync(HOUR_MS)
  expect(started).toHaveLength(1)
  stop()
})

it('asks no more once it is stopped', async () => {
  const { started, stop } = setUp()
  stop()
  await vi.advanceTimersByTimeAsync(48 * HOUR_MS)
  expect(started).toEqual([])
})
