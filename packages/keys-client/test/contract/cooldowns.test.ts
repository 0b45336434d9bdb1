import type { Cooldown } from '@itqan/keys-contract'
import { describe, expect, it, vi } from 'vitest'
import { type KeysClient, NoKeyAvailable } from '../../src'
import { endLease } from '../end-lease'
import { errorOf } from '../error-of'
import type { Site, Way } from '../harness/way'
import { ways } from '../harness/ways'
import { pooledKey, pooledKeys } from '../pooled-key'

const MINUTE = 60_000
const POLLED_WITHIN = 15_000

async function readyClients(site: Site, count: number): Promise<KeysClient[]> {
  const clients = Array.from({ length: count }, () => site.connect())
  await Promise.all(clients.map((client) => client.waitUntilReady({ providers: ['gemini'] })))
  await site.clock.settle()
  return clients
}

async function untilTold(way: Way, site: Site, isTold: () => boolean): Promise<void> {
  if (!way.isTold) await site.clock.advance(POLLED_WITHIN)
  await vi.waitUntil(isTold, { interval: 1, timeout: 4_000 })
}

const restOf = (target: string, until: Date): Omit<Cooldown, 'revision'> => ({
  scope: 'key',
  provider: 'gemini',
  target,
  model: null,
  outcome: 'rate_limit',
  until,
})

const rests = (client: KeysClient | undefined, keyId: string) =>
  client?.explain('gemini').some((key) => key.keyId === keyId && !key.isEligible) ?? false

describe.each(ways)('rests over $name', (way) => {
  it('a rest that one client meets is taken over by two others', async () => {
    const site = await way.open(pooledKeys(2))
    const [first, ...others] = await readyClients(site, 3)
    const lease = first?.tryAcquire('gemini') ?? null
    endLease(lease, 'rate_limit')
    expect(rests(first, lease?.keyId ?? '')).toBe(true)
    await site.clock.advance(1)
    await untilTold(way, site, () => others.every((other) => rests(other, lease?.keyId ?? '')))
    for (const other of others) {
      expect(other.explain('gemini')[1]).toMatchObject({
        keyId: lease?.keyId,
        isEligible: false,
        hindrances: [{ kind: 'resting', outcome: 'rate_limit' }],
      })
      expect(other.tryAcquire('gemini')?.keyId).not.toBe(lease?.keyId)
    }
  })

  it('a rest comes with the answer to a report, before anything else tells it', async () => {
    const site = await way.open(pooledKeys(2))
    const [client] = await readyClients(site, 1)
    site.mute(true)
    site.cool(restOf('k1', new Date(site.clock.now() + MINUTE)))
    client?.tryAcquire('gemini')?.ok()
    await client?.flush()
    expect(rests(client, 'k1')).toBe(true)
    expect(site.requests('list')).toBe(1)
  })

  it('a rest that is lifted is over, and a longer one lasts longer', async () => {
    const site = await way.open(pooledKeys(1))
    const [client] = await readyClients(site, 1)
    site.cool(restOf('k0', new Date(site.clock.now() + 2 * MINUTE)))
    await untilTold(way, site, () => rests(client, 'k0'))
    expect(client?.tryAcquire('gemini')).toBeNull()
    const until = new Date(site.clock.now() + 5 * MINUTE)
    site.cool(restOf('k0', until))
    await untilTold(way, site, () => {
      const [hindrance] = client?.explain('gemini')[0]?.hindrances ?? []
      return hindrance?.until.getTime() === until.getTime()
    })
    site.cool(restOf('k0', new Date(site.clock.now() - 1_000)))
    await untilTold(way, site, () => !rests(client, 'k0'))
    expect(client?.tryAcquire('gemini')?.keyId).toBe('k0')
  })

  it('with all keys at rest NoKeyAvailable says why, and after how long to come again', async () => {
    const site = await way.open(pooledKeys(3))
    const [client] = await readyClients(site, 1)
    if (!client) throw new Error('no client')
    const later = (ms: number) => new Date(site.clock.now() + ms)
    site.cool(restOf('k0', later(3 * MINUTE)))
    site.cool(restOf('k1', later(2 * MINUTE)))
    site.cool({ ...restOf('k2', later(4 * MINUTE)), outcome: 'billing' })
    await untilTold(way, site, () => client.tryAcquire('gemini') === null)
    const failing = errorOf(client.acquire('gemini'))
    await site.clock.settle()
    const error = await failing
    expect(NoKeyAvailable.isInstance(error)).toBe(true)
    if (!NoKeyAvailable.isInstance(error)) return
    const left = 2 * MINUTE - (way.isTold ? 0 : POLLED_WITHIN)
    expect(error).toMatchObject({ code: 'no_key_available', provider: 'gemini', isRetryable: true })
    expect(error.retryAfterMs).toBe(left)
    expect(error.retryAfter).toBe(left / 1_000)
    expect(error.reasons).toMatchObject([
      { outcome: 'rate_limit', scope: 'key', keys: 2 },
      { outcome: 'billing', scope: 'key', keys: 1 },
    ])
    await site.clock.advance(left)
    expect(client.tryAcquire('gemini')?.keyId).toBe('k1')
  })

  it('a caller with a deadline waits for the end of a rest, and no longer', async () => {
    const site = await way.open(pooledKeys(1))
    const [client] = await readyClients(site, 1)
    if (!client) throw new Error('no client')
    site.cool(restOf('k0', new Date(site.clock.now() + MINUTE)))
    await untilTold(way, site, () => client.tryAcquire('gemini') === null)
    const tooShort = errorOf(client.acquire('gemini', { deadline: 10_000 }))
    const longEnough = client.acquire('gemini', { deadline: 2 * MINUTE })
    await site.clock.advance(MINUTE)
    expect(await tooShort).toMatchObject({ code: 'no_key_available' })
    expect((await longEnough).keyId).toBe('k0')
  })
})

describe.each(ways)('what a client tells over $name', (way) => {
  it('waitUntilReady resolves with the keys of all providers, or fails in its time', async () => {
    const site = await way.open([pooledKey('g'), pooledKey('o', { provider: 'openai' })])
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini', 'openai'] })
    expect(client.status().providers.map(({ isReady }) => isReady)).toEqual([true, true])
    site.trouble('silence')
    const late = errorOf(client.waitUntilReady({ providers: ['mistral'], timeoutMs: 2_000 }))
    await site.clock.advance(2_000)
    expect(await late).toMatchObject({ code: 'unavailable' })
  })

  it('status says how all stands, and holds no secret', async () => {
    const site = await way.open(pooledKeys(2))
    const client = site.connect()
    expect(client.status()).toEqual({
      stream: 'idle',
      providers: [],
      reports: { sent: 0, pending: 0, dropped: 0 },
      openLeases: 0,
    })
    await client.waitUntilReady({ providers: ['gemini'] })
    await site.clock.settle()
    client.tryAcquire('gemini')
    client.tryAcquire('gemini')?.ok()
    expect(client.status()).toEqual({
      stream: way.isTold ? 'open' : 'waiting',
      providers: [
        { provider: 'gemini', isReady: true, keys: 2, epoch: 1, ageMs: 0, failure: null },
      ],
      reports: { sent: 0, pending: 1, dropped: 0 },
      openLeases: 1,
    })
    expect(JSON.stringify([client.status(), client.explain('gemini')])).not.toContain('AIza')
    site.trouble(503)
    site.endStreams()
    await site.clock.advance(50_000)
    expect(client.status()).toMatchObject({
      stream: 'waiting',
      providers: [{ isReady: true, failure: 'unavailable' }],
    })
    expect(client.status().providers[0]?.ageMs).toBeGreaterThanOrEqual(40_000)
  })

  it('each event comes with what it says', async () => {
    const site = await way.open(pooledKeys(2))
    const client = site.connect()
    const told: unknown[] = []
    client.on('update', (details) => told.push(['update', details]))
    client.on('stale', (details) => told.push(['stale', details]))
    client.on('report-dropped', (details) => told.push(['report-dropped', details]))
    const disconnects: { reason: string; retryInMs: number }[] = []
    client.on('disconnected', (details) => disconnects.push(details))
    await client.waitUntilReady({ providers: ['gemini'] })
    await site.clock.settle()
    site.revoke('k1')
    await untilTold(way, site, () => client.explain('gemini').length === 1)
    expect(told).toEqual([
      ['update', { provider: 'gemini', epoch: 1, keys: 2 }],
      ['update', { provider: 'gemini', epoch: 2, keys: 1 }],
    ])
    site.trouble(503)
    site.endStreams()
    await site.clock.advance(2 * MINUTE)
    expect(told.slice(2)).toEqual([['stale', { provider: 'gemini', ageMs: MINUTE }]])
    expect(disconnects.length).toBeGreaterThan(3)
    expect(disconnects.every(({ reason, retryInMs }) => reason !== '' && retryInMs > 0)).toBe(true)
  })

  it('a listener that throws harms nothing, and one that has stopped hears nothing', async () => {
    const site = await way.open(pooledKeys(3))
    const client = site.connect()
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve))
    const stopped: unknown[] = []
    for (const name of ['update', 'stale', 'disconnected', 'report-dropped'] as const) {
      client.on(name, () => {
        throw new TypeError('a mistake of the listener')
      })
      client.on(name, (details) => stopped.push(details))()
    }
    await client.waitUntilReady({ providers: ['gemini'] })
    await site.clock.settle()
    site.revoke('k0')
    await untilTold(way, site, () => client.explain('gemini').length === 2)
    site.mute(true)
    site.restore(2, pooledKeys(2))
    for (let use = 0; use < 20; use += 1) client.tryAcquire('gemini')?.ok()
    await client.flush()
    site.endStreams()
    await site.clock.advance(2 * MINUTE)
    expect(client.status().reports).toEqual({ sent: 10, pending: 0, dropped: 10 })
    expect((await warned).message).toContain('TypeError')
    expect(stopped).toEqual([])
  })
})
