import { type AddressInfo, createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Counter } from '../../src/server/rate-limit/counter'
import { openCounters } from '../../src/server/rate-limit/open-counters'
import { hasRedis, startRedis, type TestRedis } from './start-redis'

/** What a decision may take, in milliseconds. */
const DECISION_MS = 250

const limit = { name: 'calls', points: 10, seconds: 3_600 }

function openProcess(redisUrl: string) {
  const logged: unknown[][] = []
  const counters = openCounters({ redisUrl, log: { error: (...line) => void logged.push(line) } })
  onTestFinished(() => counters.close())
  return { counter: counters.open(limit), logged }
}

let callers = 0

/** @returns once Redis counts again, which another process sees. */
async function untilShared(one: Counter, other: Counter): Promise<void> {
  const take = async () => {
    const caller = `probe-${(callers += 1)}`
    const decisions = [await one.take(caller, limit.points), await other.take(caller, 1)]
    expect(decisions.map(({ isAllowed }) => isAllowed)).toEqual([true, false])
  }
  await vi.waitFor(take, { timeout: 20_000, interval: 50 })
}

/** How many of the calls were let pass, and how many had no decision when the time was over. */
async function takeMany(
  counter: Counter,
  calls: number,
): Promise<{ allowed: number; late: number }> {
  const caller = `flood-${(callers += 1)}`
  let late = 0
  const decisions = Array.from({ length: calls }, async () => {
    const timer = setTimeout(() => (late += 1), DECISION_MS)
    const { isAllowed } = await counter.take(caller, 1)
    clearTimeout(timer)
    return isAllowed
  })
  const allowed = (await Promise.all(decisions)).filter(Boolean).length
  return { allowed, late }
}

/** Whether calls one after another are decided without each of them waiting for Redis. */
async function isQuick(counter: Counter): Promise<boolean> {
  let isOver = false
  // Twenty that waited would need four seconds.
  const timer = setTimeout(() => (isOver = true), 1_000)
  for (let call = 0; call < 20; call += 1) await counter.take('quick', 1)
  clearTimeout(timer)
  return !isOver
}

const insured = { allowed: limit.points, late: 0 }

const troubles: [what: string, begin: Trouble, end: Trouble][] = [
  ['killed', (redis) => redis.kill(), (redis) => redis.start()],
  ['hung', (redis) => redis.hang(), (redis) => redis.goOn()],
  ['hung, then killed', (redis) => redis.hang(), (redis) => redis.kill().then(redis.start)],
]

type Trouble = (redis: TestRedis) => void | Promise<void>

describe.skipIf(!hasRedis)('line 39: with redis-server', () => {
  it.each(troubles)(
    '%s: memory decides within 250 ms and keeps the limit, until Redis is back',
    async (_what, begin, end) => {
      await using redis = await startRedis()
      const [one, other] = [openProcess(redis.url), openProcess(redis.url)]
      await untilShared(one.counter, other.counter)
      one.logged.length = 0
      await begin(redis)
      expect(await takeMany(one.counter, 100)).toEqual(insured)
      expect(await isQuick(one.counter)).toBe(true)
      // Longer than a connection may say nothing.
      for (let round = 0; round < 12; round += 1) {
        expect(await takeMany(one.counter, 100)).toEqual(insured)
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
      expect(one.logged).toHaveLength(1)
      await end(redis)
      await untilShared(one.counter, other.counter)
      expect(await takeMany(one.counter, 100)).toEqual(insured)
    },
    60_000,
  )

  it('with a password that is refused: memory decides, and the log does not repeat it', async () => {
    await using redis = await startRedis({ password: 'right-password-of-redis' })
    const wrong = redis.url.replace('right-password', 'wrong-password')
    const { counter, logged } = openProcess(wrong)
    await vi.waitFor(() => expect(logged).toHaveLength(1), 5_000)
    expect(await takeMany(counter, 100)).toEqual(insured)
    expect(JSON.stringify(logged)).toContain('WRONGPASS')
    expect(JSON.stringify(logged)).not.toMatch(/password-of-redis|127\.0\.0\.1/)
  })
})

describe('line 39: without Redis', () => {
  it('nothing listens: memory decides within 250 ms from the first call on', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const { counter, logged } = openProcess(`redis://:a-password@127.0.0.1:${port}`)
    expect(await takeMany(counter, 100)).toEqual(insured)
    await vi.waitFor(() => expect(logged).toHaveLength(1), 5_000)
    expect(await takeMany(counter, 100)).toEqual(insured)
    expect(JSON.stringify(logged)).not.toContain('a-password')
  })

  it('what accepts and never says a word: memory decides within 250 ms', async () => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
    })
    const { port } = server.address() as AddressInfo
    const { counter } = openProcess(`redis://127.0.0.1:${port}`)
    await vi.waitFor(() => expect(sockets.size).toBeGreaterThan(0), 5_000)
    expect(await takeMany(counter, 100)).toEqual(insured)
    await vi.waitFor(() => expect(sockets.size).toBeGreaterThan(1), 10_000)
    expect(await takeMany(counter, 100)).toEqual(insured)
  }, 20_000)
})
