import type { ReportInput, ReportOutput } from '@itqan/keys-contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../test/fake-clock'
import { KeysClientError, type KeysClientErrorCode } from '../errors'
import { createEvents } from '../events'
import { createReporter } from './reporter'
import type { Use } from './tally'

const use = (keyId = 'k0'): Use => ({ keyId, model: null, outcome: 'ok', at: Date.now() })

const answer: ReportOutput = { duplicate: false, unknownKeyIds: [], epoch: 1, cooldowns: [] }

function setUp(report: (input: ReportInput) => Promise<ReportOutput>, random = () => 0.5) {
  const clock = createFakeClock()
  const events = createEvents()
  let refusals = 0
  const reporter = createReporter({
    report,
    since: () => 1,
    onAnswer: () => undefined,
    onRefused: () => (refusals += 1),
    clock,
    random,
    events,
  })
  return { clock, events, reporter, refusals: () => refusals }
}

const failWith = (code: KeysClientErrorCode, retryAfterMs: number | null = null): never => {
  throw new KeysClientError(code, 'no', { retryAfterMs })
}

describe('when uses are sent', () => {
  it.each([
    [0, 800],
    [0.5, 1_000],
    [1, 1_200],
  ])('a quiet client sends %d of its jitter after %i ms', async (random, delay) => {
    const sent: ReportInput[] = []
    const record = async (input: ReportInput) => (sent.push(input), answer)
    const { clock, reporter } = setUp(record, () => random)
    reporter.record(use(), false)
    reporter.record(use(), false)
    await clock.advance(delay - 1)
    expect(sent).toHaveLength(0)
    await clock.advance(1)
    expect(sent.map(({ entries }) => entries.map(({ count }) => count))).toEqual([[2]])
    await clock.advance(60_000)
    expect(sent).toHaveLength(1)
  })

  it('what others should know, and 100 uses, are sent at once', async () => {
    const sent: ReportInput[] = []
    const { clock, reporter } = setUp(async (input) => (sent.push(input), answer))
    reporter.record(use(), true)
    await clock.advance(0)
    expect(sent).toHaveLength(1)
    for (let count = 0; count < 100; count += 1) reporter.record(use(), false)
    await clock.advance(0)
    expect(sent).toHaveLength(2)
  })

  it('a Retry-After is honoured', async () => {
    let tries = 0
    const { clock, reporter } = setUp(async () => {
      tries += 1
      return tries === 1 ? failWith('unavailable', 60_000) : answer
    })
    reporter.record(use(), true)
    await clock.advance(0)
    reporter.record(use(), true)
    await clock.advance(59_000)
    expect(tries).toBe(1)
    await clock.advance(1_000)
    expect(reporter.totals).toEqual({ sent: 2, pending: 0, dropped: 0 })
  })

  it('a refused secret is told, and nothing is lost by it', async () => {
    const { clock, reporter, refusals } = setUp(async () => failWith('unauthorized'))
    reporter.record(use(), true)
    await clock.advance(1_000)
    expect(refusals()).toBeGreaterThanOrEqual(1)
    expect(reporter.totals).toEqual({ sent: 0, pending: 1, dropped: 0 })
  })
})

describe('what a batch goes through', () => {
  it('keeps its id over every retry', async () => {
    const ids: string[] = []
    const { clock, reporter } = setUp(async ({ batchId }) => {
      ids.push(batchId)
      return ids.length < 4 ? failWith('unavailable') : answer
    })
    for (const id of ['a', 'b', 'c', 'd']) reporter.record(use(id), false)
    await clock.advance(20_000)
    expect([ids.length, new Set(ids).size]).toEqual([4, 1])
    expect(reporter.totals).toEqual({ sent: 4, pending: 0, dropped: 0 })
  })

  it('has another id in each of its halves, also when the secret was not accepted before', async () => {
    const ids: [id: string, entries: number][] = []
    const { clock, reporter } = setUp(async ({ batchId, entries }) => {
      ids.push([batchId, entries.length])
      if (ids.length === 1) failWith('unauthorized')
      if (entries.length > 1) failWith('rejected')
      return answer
    })
    for (const id of ['a', 'b', 'c', 'd']) reporter.record(use(id), false)
    await clock.advance(20_000)
    expect(ids.map(([, entries]) => entries)).toEqual([4, 4, 2, 1, 1, 2, 1, 1])
    expect(new Set(ids.map(([id]) => id)).size).toBe(7)
    expect(reporter.totals).toEqual({ sent: 4, pending: 0, dropped: 0 })
  })

  it('is not parted when it is refused after a try without an answer: it may be counted', async () => {
    const tries: [id: string, entries: number][] = []
    const { clock, events, reporter } = setUp(async ({ batchId, entries }) => {
      tries.push([batchId, entries.length])
      return failWith(tries.length === 1 ? 'unavailable' : 'rejected')
    })
    const dropped: object[] = []
    events.on('report-dropped', (details) => dropped.push(details))
    for (const id of ['a', 'b']) reporter.record(use(id), false)
    await clock.advance(60_000)
    expect(new Set(tries.map(([id]) => id)).size).toBe(1)
    expect(tries.every(([, entries]) => entries === 2)).toBe(true)
    expect(dropped).toEqual([{ reason: 'rejected', uses: 2, keyIds: ['a', 'b'] }])
  })

  it('survives a way that garbles every request for ten seconds, and holds up no other', async () => {
    const taken: string[] = []
    let isGarbled = true
    const { clock, events, reporter } = setUp(async ({ entries }) => {
      if (isGarbled) failWith('rejected')
      taken.push(...entries.map(({ keyId }) => keyId))
      return answer
    })
    const dropped: object[] = []
    events.on('report-dropped', (details) => dropped.push(details))
    for (const id of ['a', 'b']) reporter.record(use(id), false)
    await clock.advance(10_000)
    isGarbled = false
    reporter.record(use('c'), false)
    await clock.advance(1_000)
    expect(taken).toContain('c')
    await clock.advance(30_000)
    expect(taken.toSorted()).toEqual(['a', 'b', 'c'])
    expect(dropped).toEqual([])
    expect(reporter.totals).toEqual({ sent: 3, pending: 0, dropped: 0 })
  })

  it('is tried to its last refusal before the client is closed', async () => {
    const { reporter } = setUp(async () => failWith('rejected'))
    reporter.record(use('a'), false)
    expect(await reporter.close(5_000)).toEqual({ sent: 0, pending: 0, dropped: 1 })
  })

  it('line 20: any set of poison is isolated, and just that', async () => {
    const keys = fc.uniqueArray(fc.integer({ min: 0, max: 199 }), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 5 }), async (ids, every) => {
        const isPoison = (keyId: string) => Number(keyId) % every === 0
        const { clock, events, reporter } = setUp(async ({ entries }) =>
          entries.some(({ keyId }) => isPoison(keyId)) ? failWith('rejected') : answer,
        )
        const dropped: string[] = []
        events.on('report-dropped', ({ keyIds }) => dropped.push(...keyIds))
        for (const id of ids) reporter.record(use(String(id)), false)
        await clock.advance(60_000)
        const poison = ids.map(String).filter(isPoison)
        expect(dropped.toSorted()).toEqual(poison.toSorted())
        expect(reporter.totals).toEqual({
          sent: ids.length - poison.length,
          pending: 0,
          dropped: poison.length,
        })
      }),
      { numRuns: 50 },
    )
  })
})
