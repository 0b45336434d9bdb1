import { randomUUID } from 'node:crypto'
import type { ReportEntry, ReportInput } from '@itqan/keys-contract'
import { everyProvider } from '@itqan/keys-router/test-doubles'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { applyReport } from '../src/store/apply-report'
import { countUses, isCountOnly } from '../src/store/count-uses'
import { entry, openTestStore, type TestStore } from './open-test-store'

async function setUp(): Promise<TestStore> {
  const test = await openTestStore()
  onTestFinished(() => test[Symbol.asyncDispose]())
  return test
}

/** A row without what is its own: its name, its key, and when it was last written. */
async function rowOf({ database }: TestStore, id: string) {
  const {
    usageCount,
    errorCount,
    recentErrors,
    invalidReports,
    lastOkAt,
    lastRefusedAt,
    lastUsedAt,
  } = await database.prisma.apiKey.findUniqueOrThrow({ where: { id } })
  return {
    usageCount,
    errorCount,
    recentErrors,
    invalidReports,
    lastOkAt,
    lastRefusedAt,
    lastUsedAt,
  }
}

it('leaves the same row as the transaction that weighs every outcome', async () => {
  const test = await setUp()
  const start = Date.now() - 3_600_000
  const use = fc.record({
    count: fc.integer({ min: 1, max: 1_000 }),
    lastUsedAt: fc
      .integer({ min: 0, max: 3_500 })
      .map((second) => new Date(start + second * 1_000)),
  })
  const refusedAt = fc.option(
    fc.integer({ min: 0, max: 3_500 }).map((second) => new Date(start + second * 1_000)),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(use, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
      refusedAt,
      async (batches, lastRefusedAt) => {
        const [one, other] = [await test.add(), await test.add()]
        await test.database.prisma.apiKey.updateMany({
          where: { id: { in: [one, other] } },
          data: { lastRefusedAt, invalidReports: 2 },
        })
        for (const uses of batches) {
          const toBatch = (id: string): ReportInput => ({
            batchId: randomUUID(),
            entries: uses.map((rest): ReportEntry => entry(id, rest)),
          })
          await countUses(test.database.prisma, toBatch(one), everyProvider)
          await test.database.prisma.$transaction((session) =>
            applyReport(session, toBatch(other), everyProvider),
          )
        }
        expect(await rowOf(test, one)).toEqual(await rowOf(test, other))
      },
    ),
    { numRuns: 30 },
  )
}, 60_000)

it('takes the short way only for uses that went well and rest nothing', () => {
  const batchOf = (...entries: ReportEntry[]) => ({ batchId: randomUUID(), entries })
  expect(isCountOnly(batchOf(entry('a'), entry('b', { count: 5 })))).toBe(true)
  expect(isCountOnly(batchOf(entry('a'), entry('b', { outcome: 'aborted' })))).toBe(false)
  expect(isCountOnly(batchOf(entry('a', { until: new Date() })))).toBe(false)
})

it('counts nothing of keys that are not of the caller’s provider, and names them', async () => {
  const test = await setUp()
  const own = await test.add({ provider: 'gemini' })
  const foreign = await test.add({ provider: 'openai' })
  for (const outcome of ['ok', 'error'] as const) {
    const entries = [
      entry(own, { outcome }),
      entry(foreign, { outcome }),
      entry('nobody', { outcome }),
    ]
    const answer = await test.store.report(
      { batchId: randomUUID(), entries },
      { provider: 'gemini', app: null },
    )
    expect(answer.unknownKeyIds.toSorted()).toEqual([foreign, 'nobody'].toSorted())
  }
  expect(await test.managed(own)).toMatchObject({ usageCount: 2, errorCount: 1 })
  expect(await test.managed(foreign)).toMatchObject({ usageCount: 0, errorCount: 0 })
})
