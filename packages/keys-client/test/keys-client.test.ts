import { describe, expect, it } from 'vitest'
import { createKeysClient, KeysClientError } from '../src'
import { pooledKey } from './pooled-key'
import { SECRET, servePool, serveSilence } from './serve-pool'

const clientOf = (url: string, options: { secret?: string; timeoutMs?: number } = {}) =>
  createKeysClient({ url, secret: SECRET, ...options })

async function errorOf(promise: Promise<unknown>): Promise<KeysClientError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!KeysClientError.isInstance(error)) throw new Error('a KeysClientError was expected')
  return error
}

describe('select', () => {
  it('makes one request for 100 cold calls at once', async () => {
    const pool = await servePool([pooledKey('a')])
    const client = clientOf(pool.url)
    const keys = await Promise.all(Array.from({ length: 100 }, () => client.select('gemini')))
    expect(keys.every((key) => key?.id === 'a')).toBe(true)
    expect(pool.lists).toHaveLength(1)
  })

  it('never answers null for two providers asked in turn', async () => {
    const pool = await servePool([pooledKey('g'), pooledKey('o', { provider: 'openai' })])
    const client = clientOf(pool.url)
    const ids: (string | undefined)[] = []
    for (let turn = 0; turn < 50; turn += 1) {
      ids.push((await client.select('gemini'))?.id, (await client.select('openai'))?.id)
    }
    expect(ids).toEqual(Array.from({ length: 50 }, () => ['g', 'o']).flat())
  })

  it('prefers fewest errors, then least used', async () => {
    const pool = await servePool([
      pooledKey('failing', { errorCount: 1 }),
      pooledKey('busy', { usageCount: 9 }),
      pooledKey('best', { usageCount: 2 }),
    ])
    expect((await clientOf(pool.url).select('gemini'))?.id).toBe('best')
  })

  it('spreads uses over equal keys', async () => {
    const pool = await servePool(Array.from({ length: 10 }, (_, index) => pooledKey(`k${index}`)))
    const client = clientOf(pool.url)
    const uses = new Map<string, number>()
    for (let use = 0; use < 100; use += 1) {
      const id = (await client.select('gemini'))?.id ?? ''
      uses.set(id, (uses.get(id) ?? 0) + 1)
      await client.reportUse({ keyId: id, outcome: 'ok' })
    }
    expect([...uses.values()]).toEqual(Array.from({ length: 10 }, () => 10))
  })

  it('leaves out what the caller has tried', async () => {
    const pool = await servePool([pooledKey('a'), pooledKey('b', { usageCount: 5 })])
    const client = clientOf(pool.url)
    expect((await client.select('gemini', { exclude: new Set(['a']) }))?.id).toBe('b')
    expect(await client.select('gemini', { exclude: new Set(['a', 'b']) })).toBeNull()
  })

  it('moves on at once from a key that just failed here', async () => {
    const pool = await servePool([pooledKey('a'), pooledKey('b', { usageCount: 5 })])
    const client = clientOf(pool.url)
    expect((await client.select('gemini'))?.id).toBe('a')
    await client.reportUse({ keyId: 'a', outcome: 'rate_limit' })
    expect((await client.select('gemini'))?.id).toBe('b')
  })

  it('gives dates as dates', async () => {
    const lastUsedAt = new Date('2026-01-02T03:04:05.678Z')
    const pool = await servePool([pooledKey('a', { lastUsedAt })])
    expect((await clientOf(pool.url).select('gemini'))?.lastUsedAt).toEqual(lastUsedAt)
  })

  it('names a provider that cannot be one', async () => {
    const pool = await servePool([])
    const error = await errorOf(clientOf(pool.url).select('../etc'))
    expect(error.code).toBe('rejected')
    expect(pool.lists).toHaveLength(0)
  })
})

describe('a dashboard in trouble', () => {
  it('that never answers costs the caller its timeout, and all callers together one request', async () => {
    const silence = await serveSilence()
    const client = clientOf(silence.url, { timeoutMs: 200 })
    const errors = await Promise.all(
      Array.from({ length: 20 }, () => errorOf(client.select('gemini'))),
    )
    expect(errors.map((error) => error.code)).toEqual(
      Array.from({ length: 20 }, () => 'unavailable'),
    )
    expect(errors[0]?.message).toContain('timed out')
    expect(silence.requests()).toBe(1)
  })

  it.each([500, 502, 503])('that answers %i is away, and may be asked again', async (status) => {
    const pool = await servePool([pooledKey('a')])
    pool.failWith(status)
    const client = clientOf(pool.url)
    expect(await errorOf(client.select('gemini'))).toMatchObject({
      code: 'unavailable',
      isRetryable: true,
    })
    pool.failWith(null)
    expect((await client.select('gemini'))?.id).toBe('a')
  })

  it('that is not there is away', async () => {
    const error = await errorOf(clientOf('http://127.0.0.1:1').select('gemini'))
    expect(error.code).toBe('unavailable')
    expect(error.message).toContain('DASHBOARD_INTERNAL_URL')
  })

  it('that refuses the secret says which setting to mend, and not its value', async () => {
    const pool = await servePool([pooledKey('a')])
    const wrong = 'wrong-secret-0123456789-0123456789-xyz'
    const error = await errorOf(clientOf(pool.url, { secret: wrong }).select('gemini'))
    expect(error).toMatchObject({ code: 'unauthorized', isRetryable: false })
    expect(error.message).toContain('INTERNAL_API_SECRET')
    expect(error.message).not.toContain(wrong)
  })
})

describe('reportUse', () => {
  it('sends one entry and says that it was stored', async () => {
    const pool = await servePool([pooledKey('a')])
    const client = clientOf(pool.url)
    expect(await client.reportUse({ keyId: 'a', outcome: 'ok', model: 'm' })).toBe(true)
    expect(pool.reports[0]?.entries).toMatchObject([
      { keyId: 'a', outcome: 'ok', model: 'm', count: 1 },
    ])
    expect(pool.reports[0]?.entries[0]?.lastUsedAt).toBeInstanceOf(Date)
  })

  it('never throws: an unknown key or a dashboard that is away is a plain false', async () => {
    const pool = await servePool([])
    expect(await clientOf(pool.url).reportUse({ keyId: 'a', outcome: 'ok' })).toBe(false)
    const away = clientOf('http://127.0.0.1:1')
    expect(await away.reportUse({ keyId: 'a', outcome: 'ok' })).toBe(false)
  })
})
