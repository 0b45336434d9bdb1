import { randomUUID } from 'node:crypto'
import {
  countsAgainstKey,
  MAX_MODELS_APART,
  MAX_USAGE_GROUPS,
  OTHER_MODELS,
  outcomes,
  type ReportEntry,
  USAGE_KEPT_MS,
  type UsageInput,
} from '@itqan/keys-contract'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import fc from 'fast-check'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { createUsageReader } from '../src'
import { pruneUsage } from '../src/usage/prune-usage'
import { entry, openTestStore, type TestStore } from './open-test-store'

const hourMs = 3_600_000

async function setUp() {
  const test = await openTestStore()
  onTestFinished(() => test[Symbol.asyncDispose]())
  return test
}

function readerAt({ database }: TestStore, now?: Date) {
  const reader = createUsageReader(database, now ? { now: () => now } : {})
  return (input: Partial<UsageInput> = {}) =>
    reader.read({ range: 'day', by: 'key', timeZone: 'UTC', ...input })
}

/** Counts that need no report: what is read is looked at, not how it got there. */
function insert({ database }: TestStore, rows: { at: Date; keyId?: string; count?: number }[]) {
  return database.prisma.keyUsage.createMany({
    data: rows.map(({ at, keyId = 'a', count = 1 }) => ({
      ...{ span: 'hour', at, keyId, provider: 'gemini', app: '', model: '', outcome: 'ok' },
      count,
    })),
  })
}

interface Sum {
  keyId: string
  uses: number
  errors: number
}

async function sumsOf({ database }: TestStore, span: string): Promise<Sum[]> {
  const against = outcomes.filter(countsAgainstKey)
  return database.prisma.$queryRaw<Sum[]>`
    SELECT "keyId", sum("count")::int AS uses,
      COALESCE(sum("count") FILTER (WHERE "outcome" = ANY(${against})), 0)::int AS errors
    FROM "key_usage" WHERE "span" = ${span} GROUP BY "keyId" ORDER BY "keyId"`
}

async function countersOf({ database }: TestStore): Promise<Sum[]> {
  return database.prisma.$queryRaw<Sum[]>`
    SELECT "id" AS "keyId", "usageCount"::int AS uses, "errorCount"::int AS errors
    FROM "api_keys" WHERE "usageCount" > 0 ORDER BY "id"`
}

const modelNames = [undefined, 'gemini-2.5-flash', 'gpt-5', ...'abcdefgh']

describe('what reports count', () => {
  it('adds up to the keys’ own counters, whatever is reported by whom at once and again', async () => {
    const test = await setUp()
    const ids = [
      await test.add(),
      await test.add(),
      await test.add({ provider: 'openai' }),
      await test.add({ provider: 'openai' }),
      'nobody',
    ]
    const use = fc.record({
      keyId: fc.constantFrom(...ids),
      outcome: fc.oneof(fc.constant('ok' as const), fc.constantFrom(...outcomes)),
      model: fc.constantFrom(...modelNames),
      count: fc.integer({ min: 1, max: 1_000 }),
      // Years late, as well as from a clock that runs ahead.
      ageMs: fc.oneof(
        fc.integer({ min: -hourMs, max: 3 * hourMs }),
        fc.integer({ min: 0, max: 900 * 24 * hourMs }),
      ),
    })
    const batch = fc.record({
      uses: fc.array(use, { minLength: 1, maxLength: 12 }),
      isWell: fc.boolean(),
      times: fc.integer({ min: 1, max: 3 }),
      by: fc.record({
        provider: fc.constantFrom(null, null, 'gemini', 'openai'),
        app: fc.constantFrom(null, 'itqan-ma', 'crm'),
      }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 8 }), async (batches) => {
        const reports = batches.flatMap(({ uses, isWell, times, by }) => {
          const entries = uses.map(({ ageMs, model, outcome, ...rest }): ReportEntry => ({
            ...rest,
            outcome: isWell ? 'ok' : outcome,
            ...(model && { model }),
            lastUsedAt: new Date(Date.now() - ageMs),
          }))
          const input = { batchId: randomUUID(), entries }
          return Array.from({ length: times }, () => test.store.report(input, by))
        })
        await Promise.all(reports)
        const counters = await countersOf(test)
        expect(await sumsOf(test, 'hour')).toEqual(counters)
        expect(await sumsOf(test, 'minute')).toEqual(counters)
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  it('counts with the app that reports, the model, the outcome, and the minute and hour of the use', async () => {
    const test = await setUp()
    const keyId = await test.add()
    const lastUsedAt = new Date(Date.now() - 61_000)
    const uses = [
      entry(keyId, { model: 'm', count: 3, lastUsedAt }),
      entry(keyId, { outcome: 'network', lastUsedAt }),
    ]
    const by = { provider: null, app: 'crm' }
    await test.store.report({ batchId: randomUUID(), entries: uses }, by)
    const rows = await test.database.prisma.keyUsage.findMany({ orderBy: { count: 'desc' } })
    const common = { keyId, provider: 'gemini', app: 'crm' }
    for (const [span, ms] of [['minute', 60_000] as const, ['hour', hourMs] as const]) {
      const at = new Date(Math.floor(lastUsedAt.getTime() / ms) * ms)
      expect(rows.filter((row) => row.span === span)).toEqual([
        { ...common, span, at, model: 'm', outcome: 'ok', count: 3n },
        { ...common, span, at, model: '', outcome: 'network', count: 1n },
      ])
    }
  })

  it('lets nobody invent models without end, and loses no use to that', async () => {
    const test = await setUp()
    const keyId = await test.add()
    const count = 2 * MAX_MODELS_APART
    for (const outcome of ['ok', 'error'] as const) {
      for (const half of [0, 1]) {
        const invented = Array.from({ length: count / 2 }, (_, index) =>
          entry(keyId, { outcome, model: `invented-${outcome}-${half}-${index}` }),
        )
        await test.report(...invented)
      }
    }
    const { groups, groupCount, totals } = await readerAt(test)({ by: 'model' })
    expect(groupCount).toBe(MAX_MODELS_APART + 1)
    expect(groups[0]).toMatchObject({ id: OTHER_MODELS, outcomes: { error: count } })
    expect(totals).toEqual({ ok: count, error: count })
  })

  it('gives each place that is left to a model that has none, whatever else a batch names', async () => {
    const test = await setUp()
    const keyId = await test.add()
    const lastHour = Math.floor(Date.now() / hourMs) * hourMs - hourMs
    const models = Array.from({ length: MAX_MODELS_APART + 1 }, (_, index) => `model-${index}`)
    const report = (count: number, outcome: 'ok' | 'error' = 'ok') => {
      // A model takes one place, in however many minutes it was used.
      const times = [0, 60_000].map((ms) => new Date(lastHour + ms))
      const named = models.slice(0, count)
      const uses = times.flatMap((lastUsedAt) =>
        named.map((model) => entry(keyId, { model, outcome, lastUsedAt })),
      )
      return test.report(...uses)
    }
    const apart = async () => {
      const rows = await test.database.prisma.keyUsage.findMany({
        where: { span: 'hour' },
        distinct: ['model'],
      })
      return rows.map(({ model }) => model).toSorted()
    }
    await report(30)
    await report(31)
    expect(await apart()).toEqual(models.slice(0, 31).toSorted())
    await report(32, 'error')
    expect(await apart()).toEqual(models.slice(0, 32).toSorted())
    await report(MAX_MODELS_APART)
    const all = models.slice(0, MAX_MODELS_APART)
    expect(await apart()).toEqual(all.toSorted())
    await report(MAX_MODELS_APART + 1)
    expect(await apart()).toEqual([...all, OTHER_MODELS].toSorted())
  })

  it('counts for the provider that a key is at, also in the minute and hour in which it moved', async () => {
    const test = await setUp()
    const keyId = await test.add()
    const use = (outcome: 'ok' | 'error', count: number, lastUsedAt = new Date()) =>
      test.report(entry(keyId, { outcome, count, lastUsedAt }))
    const before = new Date()
    await use('ok', 1)
    await use('error', 2)
    await test.store.update({ keyIds: [keyId], changes: { provider: 'openai' } }, someOrigin)
    await use('ok', 4)
    await use('error', 8)
    // Told late, a use is one at the provider that the key has left.
    await use('ok', 16, before)
    await use('error', 32, before)
    for (const range of ['hour', 'day'] as const) {
      const { groups } = await readerAt(test)({ range, by: 'provider' })
      expect(groups.map(({ id, outcomes: counts }) => [id, counts])).toEqual([
        ['gemini', { ok: 17, error: 34 }],
        ['openai', { ok: 4, error: 8 }],
      ])
    }
  })
})

describe('a key that was moved', () => {
  it.each(['gemini', 'anthropic'])('is shown where it is now, and not at %s', async (from) => {
    const test = await setUp()
    const keyId = await test.add({ provider: from, name: 'Une' })
    await test.report(entry(keyId, { count: 3 }))
    await new Promise((resolve) => setTimeout(resolve, 5))
    await test.store.update({ keyIds: [keyId], changes: { provider: 'cohere' } }, someOrigin)
    const shown = async () => {
      const { groups } = await readerAt(test)()
      const { keys } = await createUsageReader(test.database).choices({ range: 'day' })
      return [groups.map(({ key, outcomes: counts }) => [key?.provider, counts]), keys[0]?.provider]
    }
    expect(await shown()).toEqual([[['cohere', { ok: 3 }]], 'cohere'])
    await test.report(entry(keyId))
    expect(await shown()).toEqual([[['cohere', { ok: 4 }]], 'cohere'])
    await test.store.remove({ keyIds: [keyId] }, someOrigin)
    expect(await shown()).toEqual([[['cohere', { ok: 4 }]], 'cohere'])
    // Forgotten but for its uses: those of its last provider are the latest.
    await test.database.prisma.removedKey.delete({ where: { keyId } })
    await test.database.prisma.keyUsage.updateMany({
      where: { provider: from },
      data: { at: new Date(Math.floor(Date.now() / hourMs) * hourMs - hourMs) },
    })
    expect(await shown()).toEqual([[['cohere', { ok: 4 }]], 'cohere'])
  })
})

describe('what a page reads', () => {
  it('tells groups apart by what is asked, and counts only what the filters let through', async () => {
    const test = await setUp()
    const [one, two] = [await test.add(), await test.add({ provider: 'openai', name: 'Deux' })]
    const report = (app: string | null, ...entries: ReportEntry[]) =>
      test.store.report({ batchId: randomUUID(), entries }, { provider: null, app })
    await report('crm', entry(one, { model: 'a', count: 5 }), entry(two, { model: 'b', count: 2 }))
    await report(null, entry(two, { model: 'b', outcome: 'rate_limit' }), entry(two, { count: 4 }))
    const read = readerAt(test)
    const callsBy = async (input: Partial<UsageInput>) => {
      const { groups } = await read(input)
      return groups.map(({ id, outcomes: counts }) => [id, counts])
    }
    const [ofOne, ofTwo] = [{ ok: 5 }, { ok: 6, rate_limit: 1 }]
    expect(await callsBy({ by: 'key' })).toEqual([
      [two, ofTwo],
      [one, ofOne],
    ])
    expect(await callsBy({ by: 'provider' })).toEqual([
      ['openai', ofTwo],
      ['gemini', ofOne],
    ])
    expect(await callsBy({ by: 'app' })).toEqual([
      ['crm', { ok: 7 }],
      ['', { ok: 4, rate_limit: 1 }],
    ])
    expect(await callsBy({ by: 'model', provider: 'openai' })).toEqual([
      ['', { ok: 4 }],
      ['b', { ok: 2, rate_limit: 1 }],
    ])
    expect(await callsBy({ by: 'outcome', app: '' })).toEqual([
      ['ok', { ok: 4 }],
      ['rate_limit', { rate_limit: 1 }],
    ])
    expect(await callsBy({ by: 'app', keyId: two, model: 'b' })).toEqual([
      ['crm', { ok: 2 }],
      ['', { rate_limit: 1 }],
    ])
    expect(await callsBy({ range: 'hour', by: 'outcome' })).toEqual([
      ['ok', { ok: 11 }],
      ['rate_limit', { rate_limit: 1 }],
    ])
    const { groups, series, buckets } = await read({ keyId: two })
    const [hour] = buckets.slice(-1)
    expect(groups[0]).toMatchObject({ firstErrorAt: hour, lastErrorAt: hour })
    expect(groups[0]?.key).toEqual({ provider: 'openai', name: 'Deux', isDeleted: false })
    expect(groups[0]?.series.at(-1)).toEqual({ ok: 6, failed: 1 })
    expect(series.at(-1)).toEqual(ofTwo)
  })

  it('still counts a key that was removed, and names it for as long as that can be undone', async () => {
    const test = await setUp()
    const keyId = await test.add({ name: 'clé retirée' })
    await test.report(entry(keyId))
    const groups = async () => (await readerAt(test)()).groups
    const counted = { id: keyId, outcomes: { ok: 1 } }
    await test.store.remove({ keyIds: [keyId] }, someOrigin)
    const removed = { provider: 'gemini', isDeleted: true }
    expect(await groups()).toMatchObject([{ ...counted, key: { ...removed, name: 'clé retirée' } }])
    await test.database.prisma.removedKey.delete({ where: { keyId } })
    expect(await groups()).toMatchObject([{ ...counted, key: { ...removed, name: null } }])
  })

  it('tells the groups with most calls apart, and counts the rest as one', async () => {
    const test = await setUp()
    const at = new Date(Math.floor(Date.now() / hourMs) * hourMs)
    const names = Array.from({ length: MAX_USAGE_GROUPS + 5 }, (_, index) => `key-${index}`)
    await insert(
      test,
      names.map((keyId, index) => ({ at, keyId, count: 100 + index })),
    )
    const { groups, groupCount, totals } = await readerAt(test)()
    expect(groupCount).toBe(names.length)
    const apart = names.toReversed().slice(0, MAX_USAGE_GROUPS)
    expect(groups.map(({ id }) => id)).toEqual([...apart, null])
    expect(groups.at(-1)).toMatchObject({
      key: null,
      outcomes: { ok: 100 + 101 + 102 + 103 + 104 },
    })
    expect(totals).toEqual({ ok: names.reduce((sum, _, index) => sum + 100 + index, 0) })
  })

  // PGlite has one session: there nobody can write beside a transaction.
  it.runIf(inject('testDatabaseUrl'))('knows nothing of a key first used meanwhile', async () => {
    const test = await setUp()
    await insert(test, [{ at: new Date() }])
    let serial = 0
    const prisma = test.database.prisma.$extends({
      query: {
        async $queryRaw({ args, query }) {
          const rows: unknown = await query(args)
          await insert(test, [{ at: new Date(), keyId: `late-${(serial += 1)}` }])
          return rows
        },
      },
    }) as unknown as TestStore['database']['prisma']
    const { groups, groupCount } = await readerAt({
      ...test,
      database: { ...test.database, prisma },
    })()
    expect(serial).toBeGreaterThan(1)
    expect([groups.map(({ id }) => id), groupCount]).toEqual([['a'], 1])
  })

  it('lets a day begin where the person is, also on the day that clocks are changed', async () => {
    const test = await setUp()
    const now = new Date('2026-03-30T10:30:00Z')
    const read = readerAt(test, now)
    const uses = [
      // Paris puts its clocks forward on the 29th: a day of 23 hours.
      { at: new Date('2026-03-28T22:00:00Z'), count: 1 },
      { at: new Date('2026-03-28T23:00:00Z'), count: 10 },
      { at: new Date('2026-03-29T21:00:00Z'), count: 100 },
      { at: new Date('2026-03-29T22:00:00Z'), count: 1_000 },
      { at: new Date('2026-03-29T23:00:00Z'), count: 10_000 },
    ]
    await insert(test, uses)
    const last = async (timeZone: string) => {
      const { series } = await read({ range: 'month', timeZone })
      return series.slice(-3).map(({ ok }) => ok)
    }
    expect(await last('Europe/Paris')).toEqual([1, 110, 11_000])
    expect(await last('UTC')).toEqual([11, 11_100, undefined])
    expect(await last('America/Los_Angeles')).toEqual([11, 11_100, undefined])
  })

  it('says what a filter may be set to', async () => {
    const test = await setUp()
    const keyId = await test.add({ name: 'Une' })
    const entries = [entry(keyId, { model: 'm' })]
    await test.store.report({ batchId: randomUUID(), entries }, { provider: null, app: 'crm' })
    const reader = createUsageReader(test.database)
    for (const range of ['hour', 'month'] as const) {
      expect(await reader.choices({ range })).toEqual({
        providers: ['gemini'],
        keys: [{ id: keyId, provider: 'gemini', name: 'Une' }],
        apps: ['crm'],
        models: ['m'],
      })
    }
  })
})

it('keeps minutes for hours and hours for months, and prunes the rest in small bites', async () => {
  const test = await setUp()
  const now = Date.now()
  const ages = [-5 * 60_000, 5 * 60_000]
  const data = (['minute', 'hour'] as const).flatMap((span) =>
    ages.map((age) => ({
      ...{ span, keyId: 'a', provider: 'gemini', app: '', model: '', outcome: 'ok', count: 1 },
      at: new Date(now - USAGE_KEPT_MS[span] - (span === 'hour' ? 12 : 1) * age),
    })),
  )
  await test.database.prisma.keyUsage.createMany({ data })
  const many = Array.from({ length: 2_500 }, (_, index) => ({
    at: new Date(now - 2 * USAGE_KEPT_MS.hour - index * hourMs),
  }))
  await insert(test, many)
  expect(await pruneUsage(test.database, { now: new Date(now) })).toBe(2_502)
  const left = await test.database.prisma.keyUsage.findMany({ select: { span: true } })
  expect(left.map(({ span }) => span).toSorted()).toEqual(['hour', 'minute'])
})
