import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Counter } from '../../src/server/rate-limit/counter'
import { type Counters, openCounters } from '../../src/server/rate-limit/open-counters'
import { describeCounter } from './counter-contract'
import { acceptedUnder, idealOf, type Load, loads } from './load'
import { hasRedis, startRedis, type TestRedis } from './start-redis'

let redis: TestRedis
let counters: Counters
let elsewhere: Counters
let name = 0

const logged: unknown[] = []

/** @returns once Redis itself counts, which two processes see. */
async function untilShared(): Promise<void> {
  const limit = { name: 'probe', points: 1, seconds: 1 }
  const [one, other] = [counters.open(limit), elsewhere.open(limit)]
  await vi.waitFor(async () => {
    await one.forget('app')
    const decisions = [await one.take('app', 1), await other.take('app', 1)]
    expect(decisions.map(({ isAllowed }) => isAllowed)).toEqual([true, false])
  }, 10_000)
}

describe.skipIf(!hasRedis)('with redis-server', () => {
  beforeAll(async () => {
    redis = await startRedis()
    const log = { error: (...line: unknown[]) => void logged.push(line) }
    counters = openCounters({ redisUrl: redis.url, log })
    elsewhere = openCounters({ redisUrl: redis.url, log })
    await untilShared()
    logged.length = 0
  })

  afterAll(async () => {
    counters.close()
    elsewhere.close()
    await redis[Symbol.asyncDispose]()
  })

  describeCounter(() => counters.open({ name: `calls-${(name += 1)}`, points: 10, seconds: 60 }))

  describe('line 38: two processes', () => {
    it('share what a caller may ask', async () => {
      const limit = { name: 'shared', points: 10, seconds: 60 }
      const both: Counter[] = [counters.open(limit), elsewhere.open(limit)]
      const decisions = await Promise.all(
        both.flatMap((counter) => Array.from({ length: 50 }, () => counter.take('app', 1))),
      )
      expect(decisions.filter(({ isAllowed }) => isAllowed)).toHaveLength(10)
    })
  })

  describe('line 38: on Redis', () => {
    const shares = new Map<Load, number>()

    // Each takes its real time: all of them at once.
    beforeAll(async () => {
      await Promise.all(loads.map(async (load) => shares.set(load, await shareUnder(load))))
    }, 120_000)

    it.each(loads)(
      '$points calls in $seconds s under $load times that: 0.95 to 1.20 of the ideal',
      (load) => {
        expect(shares.get(load)).toBeGreaterThanOrEqual(0.95)
        expect(shares.get(load)).toBeLessThanOrEqual(1.2)
      },
    )

    it('was never away meanwhile', () => {
      expect(logged).toEqual([])
    })
  })
})

async function shareUnder(load: Load): Promise<number> {
  const counter = counters.open({ ...load, name: `load-${Object.values(load).join('-')}` })
  const start = performance.now()
  const accepted = await acceptedUnder(load, {
    counter,
    until: async (moment) => {
      const left = start + moment - performance.now()
      if (left > 0) await wait(left)
    },
  })
  return accepted / idealOf(load)
}
