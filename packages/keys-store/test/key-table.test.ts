import { randomUUID } from 'node:crypto'
import { keyStatuses, keyStatusOf, type KeySort, type KeyStatus } from '@itqan/keys-contract'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inMs, openTestStore, type TestStore } from './open-test-store'

const byName: KeySort = { by: 'name', isDescending: false }
const HOUR_MS = 60 * 60 * 1000

let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

beforeEach(async () => {
  await test.database.prisma.apiKey.deleteMany()
  await test.database.prisma.cooldown.deleteMany()
  await test.database.prisma.keyUsage.deleteMany()
})

interface Rest {
  scope: string
  target: string
  model?: string
  provider?: string
  inMs?: number
}

async function rest({ scope, target, model = '', provider = 'gemini', inMs: ms = 60_000 }: Rest) {
  const data = { scope, target, model, provider, outcome: 'rate_limit', until: inMs(ms) }
  await test.database.prisma.cooldown.create({ data })
}

async function edit(id: string, data: object) {
  await test.database.prisma.apiKey.update({ where: { id }, data })
}

interface Uses {
  outcome?: string
  count?: number
  hoursAgo?: number
  model?: string
}

async function use(keyId: string, { outcome = 'ok', count = 1, hoursAgo = 0, model = '' }: Uses) {
  const at = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS)
  await test.database.prisma.keyUsage.create({
    data: { span: 'hour', at, keyId, provider: 'gemini', app: 'a', model, outcome, count },
  })
}

const page = async (input: Partial<Parameters<TestStore['store']['page']>[0]> = {}) =>
  (await test.store.page({ sort: byName, limit: 100, ...input })).rows

const names = async (input?: Parameters<typeof page>[0]) =>
  (await page(input)).map(({ name }) => name)

async function statusOf(id: string): Promise<KeyStatus | undefined> {
  const row = (await page()).find((key) => key.id === id)
  // What the row says, what the rule says of it, and what the database finds are one.
  if (row) expect(keyStatusOf(row, new Date())).toBe(row.status)
  for (const status of keyStatuses) {
    const found = (await test.store.ids({ statuses: [status] })).includes(id)
    expect(found).toBe(status === row?.status)
  }
  const [counts] = await test.store.summary({})
  if (row) expect(counts?.byStatus[row.status]).toBe(1)
  return row?.status
}

describe('the state of a key', () => {
  it.each([
    ['ready', 'while nothing rests', []],
    ['cooling', 'while it rests itself', [{ scope: 'key', target: 'id' }]],
    ['cooling', 'while its quota pool rests', [{ scope: 'pool_model', target: 'pool' }]],
    ['cooling', 'while its provider rests', [{ scope: 'provider', target: 'gemini' }]],
    ['limited', 'while it rests for a model', [{ scope: 'key_model', target: 'id', model: 'm' }]],
    ['limited', 'while its pool does', [{ scope: 'pool_model', target: 'pool', model: 'm' }]],
    ['ready', 'once its rest is over', [{ scope: 'key', target: 'id', inMs: -1 }]],
    [
      'ready',
      'while another’s pool of that name rests',
      [{ scope: 'pool_model', target: 'pool', provider: 'openai' }],
    ],
    [
      'cooling',
      'while both a model and all of it rest',
      [
        { scope: 'key_model', target: 'id', model: 'm' },
        { scope: 'key', target: 'id' },
      ],
    ],
  ] as const)('is %s %s', async (status, _when, rests: readonly Rest[]) => {
    const id = await test.add()
    await edit(id, { quotaPool: 'pool' })
    for (const one of rests) await rest({ ...one, target: one.target === 'id' ? id : one.target })
    expect(await statusOf(id)).toBe(status)
  })

  it('is disabled by a person and invalid by its provider, whatever rests', async () => {
    const id = await test.add()
    await rest({ scope: 'key', target: id })
    await edit(id, { isActive: false })
    expect(await statusOf(id)).toBe('disabled')
    await edit(id, { isDisabledByProvider: true })
    expect(await statusOf(id)).toBe('invalid')
  })

  it('says what rests, the longest first', async () => {
    const id = await test.add()
    await edit(id, { quotaPool: 'pool' })
    await rest({ scope: 'key_model', target: id, model: 'short' })
    await rest({ scope: 'pool_model', target: 'pool', model: 'long', inMs: 120_000 })
    const [key] = await page()
    expect(key?.rests.map(({ scope, model }) => [scope, model])).toEqual([
      ['pool_model', 'long'],
      ['key_model', 'short'],
    ])
  })
})

describe('the last 24 hours of a key', () => {
  it('are counted by the hour, over apps and models, failures apart', async () => {
    const id = await test.add()
    await use(id, { count: 3 })
    await use(id, { count: 2, model: 'm' })
    await use(id, { outcome: 'rate_limit', count: 4, hoursAgo: 23 })
    await use(id, { outcome: 'client_error', count: 9 })
    await use(id, { count: 100, hoursAgo: 24 })
    const [key] = await page()
    expect(key?.usesByHour).toHaveLength(24)
    expect(key?.usesByHour.at(-1)).toEqual({ ok: 5, failed: 0 })
    expect(key?.usesByHour[0]).toEqual({ ok: 0, failed: 4 })
    expect(key?.usesOfDay).toEqual({ ok: 5, failed: 4 })
    // A wrong question is no failure of the key, and is shown among its errors all the same.
    expect(key?.errorsByOutcome).toEqual({ rate_limit: 4, client_error: 9 })
  })

  it('say nothing of a key that nobody used', async () => {
    await test.add()
    expect((await page())[0]).toMatchObject({ usesOfDay: null, errorsByOutcome: {} })
  })
})

describe('a page of keys', () => {
  it('finds a text in name, mask, pool and provider, and takes wildcards for letters', async () => {
    const percent = await test.add({ name: '100% prod' })
    await test.add({ name: 'a_b' })
    await test.add({ name: 'axb', provider: 'openai' })
    await edit(percent, { quotaPool: 'projects/Étoile' })
    expect(await names({ text: '%' })).toEqual(['100% prod'])
    expect(await names({ text: '_' })).toEqual(['a_b'])
    expect(await names({ text: 'PROD' })).toEqual(['100% prod'])
    expect(await names({ text: 'ÉTOILE' })).toEqual(['100% prod'])
    expect(await names({ text: 'openai' })).toEqual(['axb'])
    expect(await names({ text: '\0' })).toHaveLength(3)
    expect(await names({ text: 'nothing of the kind' })).toEqual([])
  })

  it('is grouped by provider, and orders names as a person counts', async () => {
    for (const name of ['key 10', 'key 2', 'Key 1', 'éclair', 'echo']) await test.add({ name })
    await test.add({ name: 'alone', provider: 'anthropic' })
    expect(await names()).toEqual(['alone', 'echo', 'éclair', 'Key 1', 'key 2', 'key 10'])
    expect(await names({ providers: ['anthropic'] })).toEqual(['alone'])
    expect(await names({ sort: { by: 'name', isDescending: true } })).toEqual([
      'alone',
      'key 10',
      'key 2',
      'Key 1',
      'éclair',
      'echo',
    ])
  })

  it('is sorted by what is asked, and what has nothing to say comes last', async () => {
    const [good, bad, unused] = [
      await test.add({ name: 'good' }),
      await test.add({ name: 'bad' }),
      await test.add({ name: 'unused' }),
    ]
    await use(good, { count: 9 })
    await use(bad, { count: 1 })
    await use(bad, { outcome: 'network', count: 9 })
    await edit(good, { usageCount: 9, lastUsedAt: new Date(), quotaPool: 'b' })
    await edit(bad, {
      usageCount: 10,
      errorCount: 9,
      lastUsedAt: inMs(-5_000),
      lastFailureAt: inMs(-5_000),
      quotaPool: 'a',
    })
    await rest({ scope: 'key', target: bad })
    const up = (by: KeySort['by']) => names({ sort: { by, isDescending: false } })
    const down = (by: KeySort['by']) => names({ sort: { by, isDescending: true } })
    expect(await up('successRate')).toEqual(['bad', 'good', 'unused'])
    expect(await down('successRate')).toEqual(['good', 'bad', 'unused'])
    expect(await down('uses')).toEqual(['bad', 'good', 'unused'])
    expect(await up('errors')).toEqual(['good', 'unused', 'bad'])
    expect(await down('lastUsed')).toEqual(['good', 'bad', 'unused'])
    expect(await up('lastFailure')).toEqual(['bad', 'good', 'unused'])
    expect(await up('quotaPool')).toEqual(['bad', 'good', 'unused'])
    expect(await up('status')).toEqual(['bad', 'good', 'unused'])
    expect(unused).toBeTruthy()
  })

  it.each(['name', 'uses', 'status', 'successRate', 'lastUsed'] as const)(
    'shows each key once where all are equal by %s',
    async (by) => {
      for (let round = 0; round < 25; round += 1) await test.add({ name: 'twin' })
      const seen: string[] = []
      let cursor: number | null = 0
      while (cursor !== null) {
        const sort = { by, isDescending: true }
        const next = await test.store.page({ sort, limit: 10, cursor })
        seen.push(...next.rows.map(({ id }) => id))
        cursor = next.nextCursor
      }
      expect(new Set(seen).size).toBe(25)
      expect(seen).toHaveLength(25)
    },
  )

  it('holds no key', async () => {
    await test.add({ key: 'AIzaCanary-000000000000000000000000' })
    expect(JSON.stringify(await page())).not.toContain('Canary')
  })
})

describe('the summary', () => {
  it('counts all keys by state, and those that the filter finds', async () => {
    const off = await test.add({ name: 'off' })
    await test.add({ name: 'on' })
    await test.add({ name: 'on', provider: 'openai' })
    await edit(off, { usageCount: 5, errorCount: 2 })
    await test.store.setActive({ keyIds: [off], isActive: false }, someOrigin)
    const none = { ready: 0, cooling: 0, limited: 0, invalid: 0, disabled: 0 }
    const gemini = {
      provider: 'gemini',
      byStatus: { ...none, ready: 1, disabled: 1 },
      uses: 5,
      errors: 2,
    }
    const openai = { provider: 'openai', byStatus: { ...none, ready: 1 }, uses: 0, errors: 0 }
    expect(await test.store.summary({})).toEqual([
      { ...gemini, matching: 2 },
      { ...openai, matching: 1 },
    ])
    expect(await test.store.summary({ statuses: ['disabled'], text: 'OFF' })).toEqual([
      { ...gemini, matching: 1 },
      { ...openai, matching: 0 },
    ])
  })

  it('and the ids agree', async () => {
    const ids = [await test.add(), await test.add(), await test.add({ provider: 'openai' })]
    expect((await test.store.ids({})).toSorted()).toEqual(ids.toSorted())
    expect(await test.store.ids({ providers: ['openai'] })).toEqual([ids[2]])
    expect(await test.store.ids({ text: randomUUID() })).toEqual([])
  })
})
