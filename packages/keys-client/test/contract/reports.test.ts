import { TRPCError } from '@trpc/server'
import { type Outcome, outcomes, type ReportInput } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import type { KeysClient, KeysClientEvents } from '../../src'
import { endLease } from '../end-lease'
import { figure } from '../figure'
import type { Site } from '../harness/way'
import { ways } from '../harness/ways'
import { pooledKey, pooledKeys } from '../pooled-key'

async function readyClient(site: Site): Promise<KeysClient> {
  const client = site.connect()
  await client.waitUntilReady({ providers: ['gemini'] })
  await site.clock.settle()
  return client
}

/** Puts itself between the router and the store. */
function onReport(
  site: Site,
  around: (input: ReportInput, apply: () => Promise<unknown>) => Promise<void>,
): void {
  const apply = site.store.report.bind(site.store)
  site.store.report = async (input, restriction) => {
    await around(input, () => apply(input, restriction))
    return apply(input, restriction)
  }
}

function use(client: KeysClient, times: number, outcome: Outcome = 'ok'): void {
  for (let done = 0; done < times; done += 1) endLease(client.tryAcquire('gemini'), outcome)
}

function droppedOf(client: KeysClient): KeysClientEvents['report-dropped'][] {
  const told: KeysClientEvents['report-dropped'][] = []
  client.on('report-dropped', (details) => told.push(details))
  return told
}

/** A multiplicative generator: the same faults at each run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const refuse = (code: TRPCError['code']): never => {
  throw new TRPCError({ code })
}

describe.each(ways)('reports over $name', (way) => {
  it('line 17: 1,000,000 uses, 30 % of reports failing or delivered twice: difference 0', async () => {
    const site = await way.open(pooledKeys(10))
    const client = await readyClient(site)
    const random = randomFrom(17)
    const faults = { before: 0, lost: 0, twice: 0, none: 0 }
    onReport(site, async (_input, apply) => {
      const draw = random()
      if (draw < 0.1) {
        faults.before += 1
        refuse(draw < 0.05 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR')
      } else if (draw < 0.2) {
        faults.lost += 1
        await apply()
        refuse(draw < 0.15 ? 'TIMEOUT' : 'BAD_GATEWAY')
      } else if (draw < 0.3) {
        faults.twice += 1
        await apply()
      } else faults.none += 1
    })
    for (let round = 0; round < 200; round += 1) {
      use(client, 2_500)
      // Uses come while a report is on its way, too.
      void client.flush()
      use(client, 2_500)
      await site.clock.settle()
      if (round % 20 === 0) {
        site.trouble('reset', ['report'])
        await client.flush()
        site.trouble(null, ['report'])
      }
    }
    for (let tries = 0; client.status().reports.pending > 0 && tries < 60; tries += 1) {
      await site.clock.advance(1_000)
    }
    figure(`line 17, ${way.name}: ${JSON.stringify(faults)}`)
    expect(client.status().reports).toEqual({ sent: 1_000_000, pending: 0, dropped: 0 })
    expect(site.totalUses() - 1_000_000).toBe(0)
    expect(Math.min(...Object.values(faults))).toBeGreaterThan(0)
  }, 30_000)

  it('line 18: the same batch delivered 5 times at once is counted once', async () => {
    const site = await way.open(pooledKeys(1))
    const client = site.connect()
    const lastUsedAt = new Date()
    const entries = [{ keyId: 'k0', outcome: 'ok', count: 7, lastUsedAt } as const]
    const batchId = '0b7e6a3c-5a39-4a8f-9d3e-2f1c8b7a6d51'
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => client.report({ batchId, entries })),
    )
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(site.uses('k0')).toBe(7)
  })

  it('line 18: an answer that is lost makes the same batch come again, under the same id', async () => {
    const site = await way.open(pooledKeys(1))
    const client = await readyClient(site)
    const ids: string[] = []
    onReport(site, async ({ batchId }, apply) => {
      ids.push(batchId)
      if (ids.length > 4) return
      await apply()
      refuse('TIMEOUT')
    })
    use(client, 3)
    await site.clock.advance(20_000)
    expect(ids).toHaveLength(5)
    expect(new Set(ids).size).toBe(1)
    expect(site.uses('k0')).toBe(3)
  })

  it('line 19: 10 min down at 1,000 uses/s: bounded, nothing lost, drained within 10 s', async () => {
    const site = await way.open(pooledKeys(50))
    const client = await readyClient(site)
    site.trouble(503)
    site.endStreams()
    const outcomesMet = 2
    const models = ['one', 'two']
    for (let second = 0; second < 600; second += 10) {
      for (let done = 0; done < 10_000; done += 1) {
        const lease = client.tryAcquire('gemini', { model: models[done % 2] ?? '' })
        if ((done >> 1) % outcomesMet === 0) lease?.ok()
        else lease?.release()
      }
      await site.clock.advance(10_000)
    }
    expect(client.status().reports).toEqual({ sent: 0, pending: 600_000, dropped: 0 })
    site.trouble(null)
    await site.clock.advance(10_000)
    expect(client.status().reports).toEqual({ sent: 600_000, pending: 0, dropped: 0 })
    expect(site.totalUses()).toBe(600_000)
    // Those of the first report that failed, and those that came after it.
    const entries = site.reports.flatMap((report) => report.entries)
    expect(entries.length).toBeLessThanOrEqual(2 * 50 * models.length * outcomesMet)
  }, 30_000)

  it.each([
    [400, 'BAD_REQUEST'],
    [413, 'PAYLOAD_TOO_LARGE'],
    [422, 'UNPROCESSABLE_CONTENT'],
  ] as const)(
    'line 20: a %i isolates the entry that causes it; the rest and what comes later is counted',
    async (_status, code) => {
      const site = await way.open(pooledKeys(20))
      const client = await readyClient(site)
      const dropped = droppedOf(client)
      onReport(site, async ({ entries }) => {
        if (entries.some(({ keyId }) => keyId === 'k7')) refuse(code)
      })
      use(client, 100)
      await site.clock.advance(2_000)
      expect(site.totalUses()).toBe(95)
      await site.clock.advance(60_000)
      expect(dropped).toEqual([{ reason: 'rejected', uses: 5, keyIds: ['k7'] }])
      expect(site.totalUses()).toBe(95)
      use(client, 20)
      await site.clock.advance(60_000)
      expect(client.status().reports).toEqual({ sent: 114, pending: 0, dropped: 6 })
      expect(site.totalUses()).toBe(114)
    },
  )

  it('line 20: what the schema refuses is isolated as well', async () => {
    const site = await way.open([...pooledKeys(3), pooledKey('no id!')])
    const client = await readyClient(site)
    const dropped = droppedOf(client)
    use(client, 40)
    await site.clock.advance(60_000)
    expect(dropped).toEqual([{ reason: 'rejected', uses: 10, keyIds: ['no id!'] }])
    expect(client.status().reports).toEqual({ sent: 30, pending: 0, dropped: 10 })
  })

  it.each([401, 403, 404, 408, 429, 500, 502, 503, 504, 'reset', 'silence'] as const)(
    'line 20: %s is not about the entries: all are kept and counted later',
    async (trouble) => {
      const site = await way.open(pooledKeys(4))
      const client = await readyClient(site)
      const dropped = droppedOf(client)
      site.trouble(trouble, ['report'])
      use(client, 40)
      await site.clock.advance(30_000)
      expect(client.status().reports).toEqual({ sent: 0, pending: 40, dropped: 0 })
      site.trouble(null)
      await site.clock.advance(10_000)
      expect(client.status().reports).toEqual({ sent: 40, pending: 0, dropped: 0 })
      expect([site.totalUses(), dropped]).toEqual([40, []])
    },
  )

  it('line 22: ids that the dashboard does not know are named, the others counted', async () => {
    const site = await way.open(pooledKeys(4))
    const client = await readyClient(site)
    const dropped = droppedOf(client)
    site.mute(true)
    // Two keys are deleted, and nobody is told before the uses are reported.
    site.restore(1, pooledKeys(2))
    use(client, 40)
    await client.flush()
    expect(dropped).toHaveLength(1)
    expect(dropped[0]).toMatchObject({ reason: 'unknown_key', uses: 20 })
    expect(dropped[0]?.keyIds.toSorted()).toEqual(['k2', 'k3'])
    expect(client.status().reports).toEqual({ sent: 20, pending: 0, dropped: 20 })
    expect([site.uses('k0'), site.uses('k1'), site.reports.length]).toEqual([10, 10, 1])
  })

  it('each outcome is counted as what it was, with its model and its time', async () => {
    const site = await way.open(pooledKeys(1))
    const client = await readyClient(site)
    const plain = outcomes.filter((outcome) =>
      ['ok', 'client_error', 'aborted', 'error'].includes(outcome),
    )
    for (const outcome of plain) endLease(client.tryAcquire('gemini', { model: 'm-1' }), outcome)
    await client.flush()
    expect(site.outcomes('k0')).toEqual(Object.fromEntries(plain.map((outcome) => [outcome, 1])))
    const entries = site.reports.flatMap((report) => report.entries)
    expect(entries.map(({ model }) => model)).toEqual(plain.map(() => 'm-1'))
    expect(entries.every(({ lastUsedAt }) => lastUsedAt instanceof Date)).toBe(true)
  })

  it('flush sends what was recorded before it, also while another one is under way', async () => {
    const site = await way.open(pooledKeys(1))
    const client = await readyClient(site)
    use(client, 5)
    const first = client.flush()
    use(client, 6)
    await client.flush()
    expect(site.totalUses()).toBe(11)
    await first
    site.trouble(503, ['report'])
    use(client, 7)
    await client.flush()
    use(client, 8)
    site.trouble(null, ['report'])
    await client.flush()
    expect(site.totalUses()).toBe(26)
  })
})
