import { randomUUID } from 'node:crypto'
import { ERROR_HALF_LIFE_MS, INVALID_KEY_CONFIRMATIONS } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'

let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

beforeEach(async () => {
  await test.database.prisma.apiKey.deleteMany()
  await test.database.prisma.cooldown.deleteMany()
})

async function pooled(id: string) {
  const key = (await test.store.list({})).keys.find((candidate) => candidate.id === id)
  if (!key) throw new Error('not in the pool')
  return key
}

const isInPool = async (id: string) =>
  (await test.store.list({})).keys.some((candidate) => candidate.id === id)

describe('recent errors', () => {
  const age = (id: string, ms: number) =>
    test.database.prisma.apiKey.update({ where: { id }, data: { recentErrorsAt: inMs(-ms) } })

  it('are nothing for a key that never failed', async () => {
    expect((await pooled(await test.add())).recentErrors).toBe(0)
  })

  it('halve with every half-life, while the lifetime count stays', async () => {
    const id = await test.add()
    await test.report(entry(id, { outcome: 'rate_limit', count: 8 }))
    await age(id, 2 * ERROR_HALF_LIFE_MS)
    const key = await pooled(id)
    expect(key.recentErrors).toBeCloseTo(2, 2)
    expect(key.errorCount).toBe(8)
  })

  it('add up on top of what is left of the older ones', async () => {
    const id = await test.add()
    await test.report(entry(id, { outcome: 'error', count: 4 }))
    await age(id, ERROR_HALF_LIFE_MS)
    await test.report(
      entry(id, { outcome: 'billing', count: 3 }),
      entry(id, { outcome: 'network' }),
    )
    expect((await pooled(id)).recentErrors).toBeCloseTo(5, 2)
  })

  it('fade to almost nothing in a year, and never to a failure', async () => {
    const id = await test.add()
    await test.report(entry(id, { outcome: 'error' }))
    await age(id, 365 * 24 * 60 * 60 * 1000)
    expect((await pooled(id)).recentErrors).toBeLessThan(1e-9)
    await test.report(entry(id, { outcome: 'error' }))
    expect((await pooled(id)).recentErrors).toBeCloseTo(1, 2)
  })

  it('do not grow when a clock was set back', async () => {
    const id = await test.add()
    await test.report(entry(id, { outcome: 'error', count: 2 }))
    await age(id, -ERROR_HALF_LIFE_MS)
    expect((await pooled(id)).recentErrors).toBeCloseTo(2, 2)
  })

  it('have aged when they are told late, and are no younger than now', async () => {
    const id = await test.add()
    await test.report(
      entry(id, { outcome: 'error', count: 4, lastUsedAt: inMs(-2 * ERROR_HALF_LIFE_MS) }),
      entry(id, { outcome: 'error', lastUsedAt: inMs(ERROR_HALF_LIFE_MS) }),
    )
    const key = await pooled(id)
    expect(key.recentErrors).toBeCloseTo(2, 2)
    expect(key.errorCount).toBe(5)
  })

  it('are nothing again once errors are reset', async () => {
    const id = await test.add()
    await test.report(entry(id, { outcome: 'error', count: 2 }))
    await test.store.resetErrors({ keyIds: [id] }, someOrigin)
    expect((await pooled(id)).recentErrors).toBe(0)
  })
})

describe('a key that its provider refuses', () => {
  const refusal = { outcome: 'invalid_key', lastError: 'API_KEY_INVALID' } as const

  it('is switched off at once when the cause was named, and every client hears of it', async () => {
    const id = await test.add()
    const since = await test.epoch()
    const commits = test.commits()
    const answer = await test.report(entry(id, { ...refusal, exact: true }))
    expect(answer.epoch).toBe(since + 1)
    expect(test.commits()).toBe(commits + 1)
    expect(await test.managed(id)).toMatchObject({
      isActive: false,
      isDisabledByProvider: true,
      lastFailure: 'invalid_key',
      errorCount: 1,
    })
    expect(await test.store.list({ since })).toMatchObject({ keys: [], removed: [id] })
    expect(await test.store.changes(since)).toMatchObject({ removed: [id], hasEdits: false })
  })

  it('is switched off by as many unnamed refusals as confirm one another', async () => {
    const id = await test.add()
    for (let told = 1; told < INVALID_KEY_CONFIRMATIONS; told += 1) {
      await test.report(entry(id, refusal))
      expect(await isInPool(id)).toBe(true)
    }
    const since = await test.epoch()
    await test.report(entry(id, refusal))
    expect(await isInPool(id)).toBe(false)
    expect(await test.epoch()).toBe(since + 1)
    expect((await test.managed(id)).isDisabledByProvider).toBe(true)
  })

  it('counts every use of an entry', async () => {
    const id = await test.add()
    await test.report(entry(id, { ...refusal, count: INVALID_KEY_CONFIRMATIONS }))
    expect(await isInPool(id)).toBe(false)
  })

  it('is believed again as soon as one use goes well', async () => {
    const id = await test.add()
    for (let round = 0; round < 3; round += 1) {
      await test.report(entry(id, { ...refusal, count: INVALID_KEY_CONFIRMATIONS - 1 }))
      await test.report(entry(id))
    }
    expect(await isInPool(id)).toBe(true)
  })

  it.each([
    ['later', 1],
    ['in the same moment', 0],
  ])('stays on when a use of the same batch went well %s', async (_when, ms) => {
    const id = await test.add()
    const at = inMs(-60_000)
    await test.report(
      entry(id, { lastUsedAt: new Date(at.getTime() + ms) }),
      entry(id, { ...refusal, exact: true, lastUsedAt: at }),
      entry(id, { ...refusal, count: INVALID_KEY_CONFIRMATIONS, lastUsedAt: at }),
    )
    expect(await isInPool(id)).toBe(true)
  })

  it('is switched off when the use that went well came first', async () => {
    const id = await test.add()
    await test.report(
      entry(id, { ...refusal, exact: true }),
      entry(id, { lastUsedAt: inMs(-60_000) }),
    )
    expect(await isInPool(id)).toBe(false)
  })

  it('takes no other key with it', async () => {
    const [good, bad] = [await test.add(), await test.add()]
    await test.report(entry(good), entry(bad, { ...refusal, exact: true }))
    expect([await isInPool(good), await isInPool(bad)]).toEqual([true, false])
  })

  it('is not said to be switched off by the provider when a person did it before', async () => {
    const id = await test.add()
    await test.store.setActive({ keyIds: [id], isActive: false }, someOrigin)
    const { epoch } = await test.report(entry(id, { ...refusal, exact: true }))
    expect((await test.managed(id)).isDisabledByProvider).toBe(false)
    expect(await test.epoch()).toBe(epoch)
  })

  it('is counted anew once a person switches it on, and may be used at once', async () => {
    const id = await test.add()
    const until = inMs(60_000)
    await test.report(entry(id, { ...refusal, count: INVALID_KEY_CONFIRMATIONS, until }))
    await test.store.setActive({ keyIds: [id], isActive: true }, someOrigin)
    expect((await test.managed(id)).isDisabledByProvider).toBe(false)
    expect((await test.store.list({})).cooldowns).toEqual([])
    await test.report(entry(id, refusal))
    expect(await isInPool(id)).toBe(true)
  })

  it('loses the note, and stays off, after a person who switches it off', async () => {
    const id = await test.add()
    await test.report(entry(id, { ...refusal, exact: true }))
    await test.store.setActive({ keyIds: [id], isActive: false }, someOrigin)
    expect(await test.managed(id)).toMatchObject({ isActive: false, isDisabledByProvider: false })
  })

  it('keeps the note, and what the provider said, through a reset', async () => {
    const id = await test.add()
    await test.report(entry(id, { ...refusal, exact: true }))
    await test.store.resetErrors({ keyIds: [id] }, someOrigin)
    expect(await test.managed(id)).toMatchObject({
      isActive: false,
      isDisabledByProvider: true,
      errorCount: 0,
      lastFailure: 'invalid_key',
      lastError: refusal.lastError,
    })
  })
})

describe('a refusal that is told late', () => {
  const refusal = { outcome: 'invalid_key', until: inMs(3_600_000) } as const
  const late = { ...refusal, lastUsedAt: inMs(-60_000) }

  it.each([
    ['exact', { exact: true }],
    ['unnamed', { count: INVALID_KEY_CONFIRMATIONS }],
  ])('says nothing of a key that a person has switched on since (%s)', async (_kind, how) => {
    const id = await test.add()
    await test.store.setActive({ keyIds: [id], isActive: true }, someOrigin)
    const epoch = await test.epoch()
    await test.report(entry(id, { ...late, ...how }))
    expect(await isInPool(id)).toBe(true)
    expect(await test.epoch()).toBe(epoch)
    await test.report(entry(id, { ...refusal, ...how, lastUsedAt: inMs(1_000) }))
    expect(await isInPool(id)).toBe(false)
  })

  it('says nothing of a key that has gone well since', async () => {
    const id = await test.add()
    await test.report(entry(id, { lastUsedAt: inMs(-30_000) }))
    await test.report(entry(id, { ...late, exact: true }))
    await test.report(entry(id, { ...late, count: INVALID_KEY_CONFIRMATIONS }))
    expect(await isInPool(id)).toBe(true)
    expect((await test.store.list({})).cooldowns).toEqual([])
    await test.report(entry(id, { ...refusal, exact: true }))
    expect(await isInPool(id)).toBe(false)
  })

  it('is not outdone by a clock that runs ahead', async () => {
    const id = await test.add()
    await test.report(entry(id, { lastUsedAt: inMs(3_600_000) }))
    await test.report(entry(id, { ...refusal, exact: true, lastUsedAt: inMs(1_000) }))
    expect(await isInPool(id)).toBe(false)
  })

  it('is confirmed by later ones, whatever went well before them', async () => {
    const id = await test.add()
    const count = INVALID_KEY_CONFIRMATIONS - 1
    await test.report(entry(id, { ...refusal, count }))
    await test.report(entry(id, { lastUsedAt: inMs(-60_000) }))
    await test.report(entry(id, { ...refusal, lastUsedAt: inMs(1_000) }))
    expect(await isInPool(id)).toBe(false)
  })

  it('is counted with others that arrive in the same moment', async () => {
    const id = await test.add()
    const told = Array.from({ length: INVALID_KEY_CONFIRMATIONS }, () =>
      test.report(entry(id, { outcome: 'invalid_key' })),
    )
    await Promise.all(told)
    expect(await isInPool(id)).toBe(false)
  })
})

describe('a quota pool that a provider names', () => {
  it('is kept for a key that has none, and clients hear of it', async () => {
    const id = await test.add()
    const since = await test.epoch()
    await test.report(entry(id, { outcome: 'rate_limit', quotaPool: 'projects/1' }))
    expect(await test.store.list({ since })).toMatchObject({
      epoch: since + 1,
      keys: [{ id, quotaPool: 'projects/1' }],
    })
    expect(await test.store.changes(since)).toMatchObject({ removed: [], hasEdits: true })
  })

  it('does not replace the one it has, and moves no epoch then', async () => {
    const id = await test.add()
    await test.report(entry(id, { outcome: 'rate_limit', quotaPool: 'projects/1' }))
    const before = await test.epoch()
    await test.report(entry(id, { outcome: 'rate_limit', quotaPool: 'projects/2' }))
    expect((await pooled(id)).quotaPool).toBe('projects/1')
    expect(await test.epoch()).toBe(before)
  })

  it('puts its pool to rest in the same batch', async () => {
    const id = await test.add()
    const model = 'gemini-2.5-flash'
    const limited = { outcome: 'rate_limit', model, until: inMs(60_000) } as const
    const { cooldowns } = await test.report(entry(id, { ...limited, quotaPool: 'projects/9' }))
    expect(cooldowns).toMatchObject([{ scope: 'pool_model', target: 'projects/9', model }])
  })

  it('may hold what PostgreSQL would refuse', async () => {
    const id = await test.add()
    await test.report(entry(id, { outcome: 'rate_limit', quotaPool: 'a\0b\uD800' }))
    expect((await pooled(id)).quotaPool).toBe('ab\uFFFD')
  })

  it.each(['ok', 'client_error', 'aborted'] as const)(
    'is not believed of a use that did not fail (%s)',
    async (outcome) => {
      const id = await test.add()
      await test.report(entry(id, { outcome, quotaPool: 'projects/1' }))
      expect((await pooled(id)).quotaPool).toBeNull()
    },
  )
})

// A lock leaves its trace in xmax, a write in xmin.
const trace = () =>
  test.database.prisma.$queryRaw`SELECT xmin::text, xmax::text, epoch FROM keys_epoch`

it('leaves the epoch row alone when a report says what is known, or hardly more', async () => {
  const id = await test.add()
  const off = await test.add()
  const rest = { outcome: 'rate_limit', model: 'm', quotaPool: 'projects/1' } as const
  const until = inMs(60_000)
  await test.report(
    entry(id, { ...rest, until }),
    entry(off, { outcome: 'invalid_key', exact: true }),
  )
  const before = await trace()
  await test.report(
    entry(id, { ...rest, until: new Date(until.getTime() + 1_000) }),
    entry(id, { outcome: 'overloaded', until }),
    entry(off, { outcome: 'invalid_key', exact: true }),
  )
  expect(await trace()).toEqual(before)
  await test.report(entry(id, { ...rest, until: new Date(until.getTime() + 1_001) }))
  expect(await trace()).not.toEqual(before)
})

it('leaves the epoch row alone when a report only counts, and says nothing of a commit', async () => {
  const id = await test.add()
  const [before, commits] = [await trace(), test.commits()]
  const outcomes = ['ok', 'billing', 'rate_limit', 'network', 'overloaded', 'error'] as const
  await test.report(...outcomes.map((outcome) => entry(id, { outcome, lastError: outcome })))
  await test.report(entry('nobody'))
  expect(await trace()).toEqual(before)
  expect(test.commits()).toBe(commits)
})

it('learns from a batch once, however often it arrives at once', async () => {
  const id = await test.add()
  const entries = [entry(id, { outcome: 'invalid_key', until: inMs(60_000) })]
  const batch = { batchId: randomUUID(), entries }
  const since = await test.epoch()
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => test.store.report(batch, everyProvider)),
  )
  expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1)
  expect(await isInPool(id)).toBe(true)
  expect(await pooled(id)).toMatchObject({ usageCount: 1, errorCount: 1 })
  expect(await test.epoch()).toBe(since + 1)
})
