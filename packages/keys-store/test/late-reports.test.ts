import { randomUUID } from 'node:crypto'
import { countsAgainstKey, type Outcome, outcomes, type ReportEntry } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { entry, inMs, openTestStore, type TestStore, waitsForLock } from './open-test-store'

let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

let serial = 0
const newProvider = () => `late-${(serial += 1)}`

/** Of a key, by provider. */
async function usageOf(keyId: string) {
  const rows = await test.database.prisma.keyUsage.groupBy({
    by: ['provider'],
    where: { keyId, span: 'hour' },
    _sum: { count: true },
  })
  return Object.fromEntries(rows.map(({ provider, _sum }) => [provider, Number(_sum.count)]))
}

/** A key that has just been moved, and what it takes to speak of it. */
async function moveKey() {
  const [from, to] = [newProvider(), newProvider()]
  const id = await test.add({ provider: from })
  const usageBy = () => usageOf(id)
  const { epoch } = await test.store.list({ provider: from })
  const usedAt = new Date()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await test.store.update({ keyIds: [id], changes: { provider: to } }, someOrigin)
  await new Promise((resolve) => setTimeout(resolve, 5))
  const limited = (rest: Partial<ReportEntry> = {}) =>
    entry(id, { outcome: 'rate_limit', until: inMs(3_600_000), lastError: 'slow down', ...rest })
  const restsThere = async () => (await test.store.list({ provider: to })).cooldowns
  return { id, from, to, epoch, usedAt, limited, restsThere, usageBy }
}

const report = (since: number | undefined, ...entries: ReportEntry[]) =>
  test.store.report(
    { batchId: randomUUID(), entries, ...(since !== undefined && { since }) },
    everyProvider,
  )

describe('what was used before a key moved, told after', () => {
  it.each(outcomes)('counts as %s, and teaches nothing', async (outcome: Outcome) => {
    const { id, from, usedAt, limited, restsThere, usageBy } = await moveKey()
    const before = await test.epoch()
    await report(undefined, limited({ outcome, exact: true, lastUsedAt: usedAt, quotaPool: 'p' }))
    expect(await restsThere()).toEqual([])
    expect(await test.managed(id)).toMatchObject({
      usageCount: 1,
      errorCount: countsAgainstKey(outcome) ? 1 : 0,
      status: 'ready',
      quotaPool: null,
      lastFailure: null,
      lastError: null,
    })
    const row = await test.database.prisma.apiKey.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({ recentErrors: 0, lastOkAt: null, lastRefusedAt: null })
    expect(await usageBy()).toEqual({ [from]: 1 })
    expect(await test.epoch()).toBe(before)
  })

  it('keeps no rest from the uses of the same batch that came after', async () => {
    const { id, from, to, usedAt, limited, restsThere, usageBy } = await moveKey()
    const [early, late] = [
      limited({ model: 'a', lastUsedAt: usedAt }),
      limited({ model: 'b', lastError: 'here' }),
    ]
    await report(undefined, early, late)
    expect((await restsThere()).map(({ model }) => model)).toEqual(['b'])
    expect(await test.managed(id)).toMatchObject({ errorCount: 2, lastError: 'here' })
    expect(await usageBy()).toEqual({ [from]: 1, [to]: 1 })
  })
})

describe('an app that has not heard of the move', () => {
  it('speaks of the provider that the key has left, whenever it used it', async () => {
    const { id, from, epoch, limited, restsThere, usageBy } = await moveKey()
    await report(epoch, limited(), limited({ outcome: 'invalid_key', exact: true }), entry(id))
    expect(await restsThere()).toEqual([])
    expect(await test.managed(id)).toMatchObject({ isActive: true, lastFailure: null })
    await report(epoch, entry(id))
    expect(await usageBy()).toEqual({ [from]: 4 })
  })

  it('is believed once it has', async () => {
    const { id, to, limited, restsThere, usageBy } = await moveKey()
    const { epoch } = await test.store.list({ provider: to })
    await report(epoch, limited())
    expect(await restsThere()).toMatchObject([{ target: id, outcome: 'rate_limit' }])
    expect(await test.managed(id)).toMatchObject({ lastFailure: 'rate_limit', status: 'cooling' })
    await report(epoch, entry(id))
    expect(await usageBy()).toEqual({ [to]: 2 })
  })
})

it('a use at the first of several providers counts where the key is now, and rests nothing', async () => {
  const { id, usedAt, limited, usageBy } = await moveKey()
  const third = newProvider()
  await test.store.update({ keyIds: [id], changes: { provider: third } }, someOrigin)
  await report(undefined, limited({ lastUsedAt: usedAt }))
  expect((await test.store.list({ provider: third })).cooldowns).toEqual([])
  expect(await usageBy()).toEqual({ [third]: 1 })
})

it('what was used after a key moved is believed, though the key was deleted and put back since', async () => {
  const { id, to, limited, usageBy } = await moveKey()
  const { epoch } = await test.store.list({ provider: to })
  const use = limited()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await test.store.remove({ keyIds: [id] }, someOrigin)
  await test.store.undoRemove({ keyIds: [id] }, someOrigin)
  await report(epoch, use)
  expect(await test.managed(id)).toMatchObject({ lastFailure: 'rate_limit', status: 'cooling' })
  expect(await usageBy()).toEqual({ [to]: 1 })
})

// PGlite has one session: there nobody can wait beside another.
it.runIf(inject('testDatabaseUrl'))(
  'uses that went well, told while a key is being moved, were uses at the provider that it leaves',
  async () => {
    const { prisma } = test.database
    const [from, to] = [newProvider(), newProvider()]
    const id = await test.add({ provider: from })
    const { told } = await prisma.$transaction(async (session) => {
      await session.$queryRaw`SELECT 1 FROM "api_keys" WHERE "id" = ${id} FOR UPDATE`
      const moved = test.store.update({ keyIds: [id], changes: { provider: to } }, someOrigin)
      await waitsForLock(test)
      // In line behind the move, of which its snapshot knows nothing.
      const reported = report(undefined, entry(id, { count: 3 }))
      await waitsForLock(test, 2)
      return { told: Promise.all([moved, reported]) }
    })
    expect(await told).toMatchObject([{ changed: [id] }, { unknownKeyIds: [] }])
    expect(await usageOf(id)).toEqual({ [from]: 3 })
    const row = await prisma.apiKey.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({ provider: to, usageCount: 3n, lastOkAt: null })
  },
)
