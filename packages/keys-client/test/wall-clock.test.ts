import { describe, expect, it } from 'vitest'
import { OutcomeError } from '../src'
import { errorOf } from './error-of'
import { inProcess } from './harness/in-process-way'
import { pooledKeys } from './pooled-key'

const MINUTE = 60_000
const HARD_MS = 15 * MINUTE
/** Longer than a first pause after a failure and a flush together. */
const SOON_MS = 5_000

async function setUp(keys: number, options: { leaseTimeoutMs?: number } = {}) {
  const site = await inProcess.open(pooledKeys(keys))
  const client = site.connect(options)
  await client.waitUntilReady({ providers: ['gemini'] })
  await site.clock.settle()
  return { site, client, clock: site.clock }
}

/** The dashboard cannot be asked, and tells nothing. */
async function cutOff(site: Awaited<ReturnType<typeof setUp>>['site']): Promise<void> {
  site.trouble(503, ['list', 'watch'])
  site.endStreams()
  await site.clock.advance(MINUTE)
}

const minutes = (ms: number) => `${ms > 0 ? 'ahead' : 'behind'} by ${Math.abs(ms) / MINUTE} min`
const jumps = [20 * MINUTE, -20 * MINUTE].map((ms) => ({ ms, name: minutes(ms) }))

describe.each(jumps)('with a wall clock that is set $name, and back', ({ ms }) => {
  it('reports that failed come after the usual pause, each use once', async () => {
    const { site, client, clock } = await setUp(1)
    for (const [turn, jump] of [ms, -ms].entries()) {
      site.trouble(503, ['report'])
      client.tryAcquire('gemini')?.ok()
      await clock.advance(1_500)
      clock.jump(jump)
      site.trouble(null, ['report'])
      await clock.advance(SOON_MS)
      expect(site.totalUses()).toBe(2 * turn + 1)
      client.tryAcquire('gemini')?.ok()
      await clock.advance(1_200)
      expect(site.totalUses()).toBe(2 * turn + 2)
    }
    expect(client.status().reports).toEqual({ sent: 4, pending: 0, dropped: 0 })
  })

  it('a snapshot that nobody can refresh is used for 15 minutes, and no longer', async () => {
    const { site, client, clock } = await setUp(1)
    await cutOff(site)
    clock.jump(ms)
    const asked = site.requests('list')
    for (let second = 0; second < 60; second += 1) {
      expect(client.tryAcquire('gemini')?.keyId).toBe('k0')
      await clock.advance(1_000)
    }
    // After a minute without an answer, one try each half minute.
    expect(site.requests('list') - asked).toBeLessThanOrEqual(5)
    expect(client.status().providers[0]?.ageMs).toBeLessThan(3 * MINUTE)
    await clock.advance(HARD_MS - 3 * MINUTE)
    expect(client.tryAcquire('gemini')?.keyId).toBe('k0')
    await clock.advance(MINUTE)
    expect([client.tryAcquire('gemini'), client.status().providers[0]?.isReady]).toEqual([
      null,
      false,
    ])
    clock.jump(-ms)
    expect(client.tryAcquire('gemini')).toBeNull()
    site.trouble(null)
    await clock.advance(36_000)
    expect(client.tryAcquire('gemini')?.keyId).toBe('k0')
  })

  it('a snapshot is refreshed as often as before', async () => {
    const { site, client, clock } = await setUp(1)
    for (const jump of [ms, -ms]) {
      clock.jump(jump)
      const asked = site.requests('list')
      for (let second = 0; second < 90; second += 1) {
        expect(client.tryAcquire('gemini')).not.toBeNull()
        await clock.advance(1_000)
      }
      expect(site.requests('list') - asked).toBeGreaterThanOrEqual(1)
      expect(site.requests('list') - asked).toBeLessThanOrEqual(3)
    }
  })

  it('a rest ends when the wall clock says so: its end is a date', async () => {
    const { site, client, clock } = await setUp(1)
    const until = new Date(clock.now() + 10 * MINUTE)
    const rest = { scope: 'key', provider: 'gemini', target: 'k0', model: null, until } as const
    site.cool({ ...rest, outcome: 'rate_limit' })
    await clock.settle()
    expect(client.tryAcquire('gemini')).toBeNull()
    clock.jump(ms)
    await clock.advance(Math.max(0, until.getTime() - clock.now() - 1))
    const early = client.tryAcquire('gemini')
    expect(early === null).toBe(ms < 0)
    early?.ok()
    await clock.advance(1)
    expect(client.tryAcquire('gemini')?.keyId).toBe('k0')
  })

  it('a lease is taken back after its time, and not before', async () => {
    const { client, clock } = await setUp(2, { leaseTimeoutMs: MINUTE })
    client.tryAcquire('gemini')
    await clock.advance(30_000)
    client.tryAcquire('gemini')
    clock.jump(ms)
    const open: number[] = []
    for (const wait of [29_999, 1, 29_999, 1]) {
      await clock.advance(wait)
      open.push(client.status().openLeases)
    }
    expect(open).toEqual([2, 1, 1, 0])
  })

  it.each(['number', 'Date'])('a call ends at its deadline, a %s', async (kind) => {
    const { client, clock } = await setUp(2)
    const deadline = kind === 'Date' ? new Date(clock.now() + MINUTE) : MINUTE
    const tried: number[] = []
    let failedAt = 0
    const begin = clock.steady()
    const call = client.withKey('gemini', { deadline }, async (_key, { number, signal }) => {
      tried.push(number)
      if (number === 1) {
        clock.jump(ms)
        throw new OutcomeError('invalid_key', 'no such key')
      }
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    })
    const failure = errorOf(call).finally(() => (failedAt = clock.steady()))
    await clock.advance(2 * MINUTE)
    expect([tried, failedAt - begin]).toEqual([[1, 2], MINUTE])
    expect(await failure).toMatchObject({ code: 'deadline_exceeded' })
  })

  it('close keeps to its time', async () => {
    const { client, clock } = await setUp(1)
    client.tryAcquire('gemini')
    const begin = clock.steady()
    let closedAt = 0
    const closing = client.close({ timeoutMs: 4_000 }).finally(() => (closedAt = clock.steady()))
    await clock.advance(500)
    clock.jump(ms)
    await clock.advance(30 * MINUTE)
    expect(closedAt - begin).toBe(2_000)
    expect(await closing).toMatchObject({ sent: 1, pending: 0 })
  })
})
