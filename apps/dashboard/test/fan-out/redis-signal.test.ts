import { randomUUID } from 'node:crypto'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { createChangeFeed, openDatabase } from '@itqan/keys-store'
import { openTestDatabase, type TestDatabase } from '@itqan/keys-store/test-database'
import { storeOn } from '@itqan/keys-store/test-store'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openRedisSignal } from '../../src/server/fan-out/open-redis-signal'
import { hasRedis, startRedis } from '../rate-limit/start-redis'

/** Longer than any test: what is told then, Redis carried. */
const NEVER_MS = 3_600_000

const LONG = { timeout: 20_000 }

let server: TestDatabase

beforeAll(async () => {
  server = await openTestDatabase()
}, 60_000)

afterAll(() => server[Symbol.asyncDispose]())

/** One dashboard behind a transaction pooler: nothing listens to the database. */
async function openDashboard(redisUrl: string, pollMs = NEVER_MS) {
  const database = openDatabase({ url: server.url, maxConnections: 3 })
  const logged: unknown[][] = []
  const signal = openRedisSignal({ url: redisUrl, log: { error: (...l) => void logged.push(l) } })
  let wakes = 0
  const start = (wake: () => void) =>
    signal.start(() => {
      wakes += 1
      wake()
    })
  const store = storeOn(database, {
    onCommit: () => {
      feed.wake()
      signal.tell()
    },
  })
  const feed = createChangeFeed({
    changes: (since) => store.changes(since),
    pollMs,
    signals: [{ start, close: () => signal.close() }],
  })
  onTestFinished(async () => {
    feed.close()
    await feed.ended()
    await database.close()
  })
  const removed: string[] = []
  let ends = 0
  await feed.subscribe({
    onChange: (change) => void removed.push(...change.removed),
    onEnd: () => (ends += 1),
  })
  return {
    removed,
    ends: () => ends,
    logged,
    wakes: () => wakes,
    add: async () => {
      const key = `AIza-${randomUUID()}`
      const created = await store.create({ provider: 'gemini', name: 'one', key }, someOrigin)
      return created?.id ?? ''
    },
    switchOff: (keyId: string) => store.setActive({ keyIds: [keyId], isActive: false }, someOrigin),
  }
}

type Dashboard = Awaited<ReturnType<typeof openDashboard>>

/** @returns once the other one hears what this one commits. */
async function untilHeard(from: Dashboard, by: Dashboard): Promise<void> {
  await vi.waitFor(
    async () => {
      const id = await from.add()
      await from.switchOff(id)
      await vi.waitFor(() => expect(by.removed).toContain(id), { timeout: 500 })
    },
    { timeout: 30_000 },
  )
}

describe.skipIf(!hasRedis)('changes over Redis', () => {
  it('reach the other dashboards without a poll, and wake nobody twice at home', async () => {
    await using redis = await startRedis()
    const [one, other] = await Promise.all([openDashboard(redis.url), openDashboard(redis.url)])
    // Each as far as its own subscription.
    await vi.waitFor(() => expect([one.wakes(), other.wakes()]).toEqual([1, 1]), LONG)
    const id = await one.add()
    await one.switchOff(id)
    await vi.waitFor(() => expect(other.removed).toContain(id), LONG)
    await vi.waitFor(() => expect(one.removed).toContain(id), LONG)
    expect(one.wakes()).toBe(1)
    expect(one.logged).toEqual([])
  }, 60_000)

  it('are read after Redis was gone and came back, and then are heard again', async () => {
    await using redis = await startRedis()
    const [one, other] = await Promise.all([openDashboard(redis.url), openDashboard(redis.url)])
    await untilHeard(one, other)
    await redis.kill()
    const missed = await one.add()
    await one.switchOff(missed)
    await vi.waitFor(() => expect(other.logged).toHaveLength(1), LONG)
    expect(other.removed).not.toContain(missed)
    await redis.start()
    // By the other's own return, or by the word that waited for Redis.
    await vi.waitFor(() => expect(other.removed).toContain(missed), LONG)
    await untilHeard(one, other)
    expect(other.logged.map(([message]) => message)).toEqual([
      'Redis carries no changes: the feed goes on without',
      'Redis carries changes again',
    ])
    expect([one.ends(), other.ends()]).toEqual([0, 0])
  }, 90_000)

  it('are heard again after Redis hung for longer than a connection may say nothing', async () => {
    await using redis = await startRedis()
    const [one, other] = await Promise.all([openDashboard(redis.url), openDashboard(redis.url)])
    await untilHeard(one, other)
    redis.hang()
    const missed = await one.add()
    await one.switchOff(missed)
    await vi.waitFor(() => expect(other.logged).toHaveLength(1), LONG)
    redis.goOn()
    await vi.waitFor(() => expect(other.removed).toContain(missed), LONG)
    await untilHeard(other, one)
  }, 90_000)

  it('are polled for where Redis refuses the password, which the log does not repeat', async () => {
    await using redis = await startRedis({ password: 'right-password-of-redis' })
    const wrong = redis.url.replace('right-password', 'wrong-password')
    const [one, other] = await Promise.all([openDashboard(wrong), openDashboard(wrong, 20)])
    const id = await one.add()
    await one.switchOff(id)
    await vi.waitFor(() => expect(other.removed).toContain(id), LONG)
    await vi.waitFor(() => expect(one.logged).toHaveLength(1), LONG)
    expect(JSON.stringify([one.logged, other.logged])).not.toMatch(/password-of-redis|127\.0\.0\.1/)
  }, 60_000)
})
