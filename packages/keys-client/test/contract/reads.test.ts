import { describe, expect, it } from 'vitest'
import { KeysClientError } from '../../src'
import { errorOf } from '../error-of'
import { figure } from '../figure'
import { passingTroubles, type Trouble } from '../harness/trouble'
import { ways } from '../harness/ways'
import { pooledKey, pooledKeys } from '../pooled-key'

const MINUTE = 60_000

describe.each(ways)('reads over $name', (way) => {
  it('line 1: 1,000,000 reads make 0 requests and return no promise', async () => {
    const site = await way.open(pooledKeys(10))
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    await site.clock.settle()
    const before = site.requests('list') + site.requests('report')
    expect(client.tryAcquire('gemini')).not.toHaveProperty('then')
    const start = performance.now()
    let reads = 0
    for (let read = 0; read < 1_000_000; read += 1) {
      const lease = client.tryAcquire('gemini')
      if (!lease) continue
      lease.ok()
      reads += 1
    }
    figure(`line 1, ${way.name}: ${Math.round(reads / (performance.now() - start))},000 reads/s`)
    expect(reads).toBe(1_000_000)
    await site.clock.settle()
    expect(site.requests('list') + site.requests('report')).toBe(before)
  })

  it('line 2: 10,000 concurrent cold reads make exactly 1 request, and all resolve', async () => {
    const site = await way.open(pooledKeys(3))
    const client = site.connect()
    const all = Array.from({ length: 10_000 }, (_, read) =>
      read % 2 === 0
        ? client.acquire('gemini').then((lease) => lease.key)
        : client.withKey('gemini', (key) => key),
    )
    await site.clock.settle()
    const keys = await Promise.all(all)
    expect(keys.filter((key) => key.startsWith('AIza-k'))).toHaveLength(10_000)
    expect(site.requests('list')).toBe(1)
  })

  it('line 3: two providers read in turn are never answered with null', async () => {
    const site = await way.open([pooledKey('g'), pooledKey('o', { provider: 'openai' })])
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini', 'openai'] })
    const ids: (string | undefined)[] = []
    for (let turn = 0; turn < 600; turn += 1) {
      ids.push(client.tryAcquire('gemini')?.keyId, client.tryAcquire('openai')?.keyId)
      if (turn % 10 === 0) await site.clock.advance(10_000)
    }
    expect(ids).toEqual(Array.from({ length: 600 }, () => ['g', 'o']).flat())
  })

  it.each<Trouble>([503, 'reset', 'silence'])(
    'line 4: a cold start that meets %s fails at 5 s as `unavailable`, and heals later',
    async (trouble) => {
      const site = await way.open(pooledKeys(1))
      site.trouble(trouble)
      const client = site.connect()
      const start = site.clock.now()
      let failedAt = Infinity
      const failure = errorOf(client.acquire('gemini')).finally(() => (failedAt = site.clock.now()))
      const wrapped = errorOf(client.withKey('gemini', (key) => key))
      await site.clock.advance(4_500)
      expect(failedAt).toBe(Infinity)
      await site.clock.advance(1_000)
      expect(failedAt - start).toBe(5_000)
      expect(await failure).toMatchObject({ code: 'unavailable', isRetryable: true })
      expect((await failure).message).toContain('DASHBOARD_INTERNAL_URL')
      expect(await wrapped).toMatchObject({ code: 'unavailable' })
      site.trouble(null)
      await site.clock.advance(36_000)
      expect(client.tryAcquire('gemini')?.keyId).toBe('k0')
    },
  )

  it.each([401, 403])(
    'line 5: a %i drops the snapshot before the next read, and a later success heals it',
    async (status) => {
      const site = await way.open(pooledKeys(2))
      const client = site.connect()
      await client.waitUntilReady({ providers: ['gemini'] })
      await site.clock.settle()
      site.trouble(status)
      site.endStreams()
      await site.clock.advance(45_000)
      expect(client.tryAcquire('gemini')).toBeNull()
      const error = await errorOf(client.acquire('gemini'))
      expect(error).toMatchObject({ code: 'unauthorized', isRetryable: false })
      expect(error.message).toContain('INTERNAL_API_SECRET')
      expect(client.status().providers).toMatchObject([{ isReady: false, keys: 0 }])
      site.trouble(null)
      await site.clock.advance(5 * MINUTE)
      expect(client.tryAcquire('gemini')).not.toBeNull()
    },
  )

  it.each([401, 403])('line 5: a %i of `list` alone drops the snapshot as well', async (status) => {
    const site = await way.open(pooledKeys(2))
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    await site.clock.settle()
    site.trouble(status, ['list'])
    await site.clock.advance(45_000)
    expect(client.tryAcquire('gemini')).toBeNull()
    expect(await errorOf(client.acquire('gemini'))).toMatchObject({ code: 'unauthorized' })
  })

  it('line 5: a report that is refused makes the client ask whether its secret still holds', async () => {
    const site = await way.open(pooledKeys(2))
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    await site.clock.settle()
    site.trouble(401, ['list', 'report'])
    client.tryAcquire('gemini')?.ok()
    await site.clock.advance(1_200)
    expect(client.tryAcquire('gemini')).toBeNull()
    expect(client.status().reports).toEqual({ sent: 0, pending: 1, dropped: 0 })
  })

  it('a wrong secret is refused by the guard, and its value is not told', async () => {
    const site = await way.open(pooledKeys(1))
    const wrong = 'wrong-secret-0123456789-0123456789-xyz'
    const error = await errorOf(site.connect({ secret: wrong }).acquire('gemini'))
    expect(error.code).toBe('unauthorized')
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain(wrong)
    expect(site.lists).toHaveLength(0)
  })

  it.each(passingTroubles)(
    'line 5: %s keeps the snapshot for 15 min, then reads fail as `unavailable`',
    async (trouble) => {
      const site = await way.open(pooledKeys(2))
      const client = site.connect()
      await client.waitUntilReady({ providers: ['gemini'] })
      await site.clock.settle()
      site.trouble(trouble)
      site.endStreams()
      for (let minute = 0; minute < 14; minute += 1) {
        await site.clock.advance(MINUTE)
        expect(client.tryAcquire('gemini')?.keyId).toMatch(/^k/)
      }
      await site.clock.advance(MINUTE - 1)
      expect(client.tryAcquire('gemini')).not.toBeNull()
      await site.clock.advance(1)
      expect(client.tryAcquire('gemini')).toBeNull()
      const failure = errorOf(client.acquire('gemini'))
      await site.clock.advance(5_000)
      expect(await failure).toMatchObject({ code: 'unavailable', isRetryable: true })
      site.trouble(null)
      await site.clock.advance(36_000)
      expect(client.tryAcquire('gemini')).not.toBeNull()
    },
  )

  it('prefers fewest recent errors, then least used, and spreads uses over equal keys', async () => {
    const site = await way.open([
      pooledKey('failing', { errorCount: 1, recentErrors: 1 }),
      pooledKey('busy', { usageCount: 9 }),
      pooledKey('best', { usageCount: 2 }),
      ...pooledKeys(10, { provider: 'openai' }),
    ])
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini', 'openai'] })
    expect(client.explain('gemini').map(({ keyId }) => keyId)).toEqual(['best', 'busy', 'failing'])
    for (let use = 0; use < 100; use += 1) client.tryAcquire('openai')?.ok()
    expect(client.explain('openai').map(({ uses }) => uses)).toEqual(Array(10).fill(10))
  })

  it('gives dates as dates, and names a provider that cannot be one without a request', async () => {
    const lastUsedAt = new Date('2026-01-02T03:04:05.678Z')
    const site = await way.open([pooledKey('a', { lastUsedAt })])
    const client = site.connect()
    expect((await client.list()).keys[0]?.lastUsedAt).toEqual(lastUsedAt)
    expect(await errorOf(client.acquire('../etc'))).toMatchObject({ code: 'rejected' })
    expect(() => client.tryAcquire('../etc')).toThrow(KeysClientError)
    expect(site.requests('list')).toBe(1)
  })
})
