import type { PooledKey } from '@itqan/keys-contract'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeysClient } from '../src'
import { pooledKey } from './pooled-key'
import { SECRET, startDashboard } from './scripted-dashboard'

async function setUp(keys: PooledKey[], options: { leaseTimeoutMs?: number } = {}) {
  const dashboard = await startDashboard(keys)
  const client = createKeysClient({ url: dashboard.url, secret: SECRET, ...options })
  onTestFinished(async () => void (await client.close()))
  return { dashboard, client }
}

/** In the order of selection: each key has more uses than the last. */
const inOrder = (...ids: string[]) =>
  ids.map((id, index) => pooledKey(id, { key: `secret-of-${id}`, usageCount: 3 * index }))

describe('the guide’s calls', () => {
  it('give a plain key, and count its use by its id', async () => {
    const { client, dashboard } = await setUp(inOrder('a', 'b'))
    expect(await client.getApiKey('gemini')).toMatchObject({ id: 'a', key: 'secret-of-a' })
    expect(await client.getApiKey('openai')).toBeNull()
    client.reportKeyUsage('a', true)
    client.reportKeyUsage('a', false, 'quota')
    client.reportKeyUsage('b', true, 'said to be well, but with an error')
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ ok: 1, error: 1 })
    expect(dashboard.outcomes('b')).toEqual({ error: 1 })
  })

  it('take whatever was caught for an error, and never throw', async () => {
    const { client, dashboard } = await setUp(inOrder('a'))
    const nothing: unknown = Object.create(null)
    for (const caught of [new Error('quota'), { status: 429 }, 7, Symbol('quota'), nothing]) {
      client.reportKeyUsage('a', true, caught as string)
    }
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ error: 5 })
  })

  it('send a long error far enough for the dashboard to know a key in it', async () => {
    const { client, dashboard } = await setUp(inOrder('a'))
    const error = `${'-'.repeat(250)}secret-of-a`
    client.reportKeyUsage('a', false, error)
    client.reportKeyUsage('b', false, '-'.repeat(5_000))
    await client.flush()
    const sent = dashboard.reports.flatMap(({ entries }) => entries.map((entry) => entry.lastError))
    expect(sent).toEqual([error, '-'.repeat(4_096)])
  })

  it('give a copy: what a caller does to it does nothing to the pool', async () => {
    const { client } = await setUp(inOrder('a'))
    const key = await client.getApiKey('gemini')
    if (key) key.key = 'changed'
    expect(await client.getApiKey('gemini')).toMatchObject({ id: 'a', key: 'secret-of-a' })
  })

  it('end leases first to last, and pass over those that were taken back', async () => {
    const { client, dashboard } = await setUp(inOrder('a'), { leaseTimeoutMs: 50 })
    for (let call = 0; call < 5; call += 1) await client.getApiKey('gemini')
    await expect.poll(() => client.status().openLeases).toBe(0)
    await client.getApiKey('gemini')
    client.reportKeyUsage('a', true)
    client.reportKeyUsage('a', true)
    await client.flush()
    expect(dashboard.outcomes('a')).toEqual({ aborted: 5, ok: 2 })
  })
})
