import { randomUUID } from 'node:crypto'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { openDatabase } from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { testKeyring } from '@itqan/keys-store/test-store'
import { Redis } from 'ioredis'
import { expect, inject, it, vi } from 'vitest'
import { openStores } from '../../src/server/open-stores'
import { FAN_OUT_CHANNEL } from '../../src/server/fan-out/open-redis-signal'
import { hasRedis, startRedis } from '../rate-limit/start-redis'

const LONG = { timeout: 20_000 }

const silent = { onChange: () => undefined, onEnd: () => undefined }

it.skipIf(!hasRedis)(
  'the dashboard tells a change over Redis, with nobody listening to it',
  async () => {
    await using server = await openTestDatabase()
    await using redis = await startRedis()
    const heard: string[] = []
    const listener = new Redis(redis.url)
    listener.on('message', (_channel, message) => void heard.push(message))
    await listener.subscribe(FAN_OUT_CHANNEL)
    const { keys, close } = openStores({
      databaseUrl: server.url,
      redisUrl: redis.url,
      keyring: testKeyring,
      log: { error: () => undefined },
    })
    const input = { provider: 'gemini', name: 'one', key: `AIza-${randomUUID()}` }
    await keys.create(input, someOrigin)
    await vi.waitFor(() => expect(heard).toHaveLength(1), LONG)
    expect(heard[0]).not.toContain(input.key)
    await close()
    listener.disconnect()
  },
  60_000,
)

it.skipIf(inject('testDatabaseUrl') === null)(
  'the dashboard listens to the database from its first subscriber on, until it closes',
  async () => {
    await using server = await openTestDatabase()
    await using elsewhere = openDatabase({ url: server.url, maxConnections: 1 })
    const listening = () => elsewhere.prisma.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'keys feed'`
    const logged: string[] = []
    const { feed, close } = openStores({
      databaseUrl: server.url,
      keyring: testKeyring,
      log: { error: (message) => void logged.push(message) },
    })
    await feed.subscribe(silent)
    await vi.waitFor(async () => expect(await listening()).toHaveLength(1), LONG)
    await close()
    await vi.waitFor(async () => expect(await listening()).toEqual([]), LONG)
    expect(logged).toEqual([])
  },
  60_000,
)
