import { randomUUID } from 'node:crypto'
import type { ReportEntry } from '@itqan/keys-contract'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrderReader, type OrderReader } from '../src'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'

let t: TestStore
let reader: OrderReader

beforeAll(async () => {
  t = await openTestStore()
  reader = createOrderReader(t.database)
})

afterAll(() => t[Symbol.asyncDispose]())

const model = 'gemini-2.5-flash'
const limited = (keyId: string, rest: Partial<ReportEntry> = {}) =>
  entry(keyId, { outcome: 'rate_limit', model, until: inMs(60_000), ...rest })

const reportBy = (app: string, ...entries: ReportEntry[]) =>
  t.store.report({ batchId: randomUUID(), entries }, { provider: null, app })

describe('what the order is explained by', () => {
  it('is every key of the provider, active or not, and of no other', async () => {
    const on = await t.add({ provider: 'facts-a' })
    const off = await t.add({ provider: 'facts-a' })
    await t.add({ provider: 'facts-b' })
    await t.database.prisma.apiKey.update({ where: { id: off }, data: { isActive: false } })
    const { keys } = await reader.facts({ provider: 'facts-a' })
    expect(new Map(keys.map(({ id, isActive }) => [id, isActive]))).toEqual(
      new Map([
        [on, true],
        [off, false],
      ]),
    )
  })

  it('holds no key, no envelope and no fingerprint', async () => {
    const key = `AIzaCanary-${'c'.repeat(30)}`
    await t.add({ provider: 'facts-secret', key })
    const [row] = await t.database.prisma.apiKey.findMany({ where: { provider: 'facts-secret' } })
    const text = JSON.stringify(await reader.facts({ provider: 'facts-secret' }))
    for (const secret of [key, row?.key, row?.fingerprint]) expect(text).not.toContain(secret)
  })

  it('tells errors as they have faded by now, and the weight', async () => {
    const id = await t.add({ provider: 'facts-faded' })
    await t.database.prisma.apiKey.update({
      where: { id },
      data: { weight: 5, recentErrors: 4, recentErrorsAt: inMs(-10 * 60_000) },
    })
    const { keys } = await reader.facts({ provider: 'facts-faded' })
    expect(keys[0]).toMatchObject({ weight: 5, usageCount: 0 })
    expect(keys[0]?.recentErrors).toBeCloseTo(2, 1)
  })

  it('names the app that told last of what a key rests for', async () => {
    const id = await t.add({ provider: 'facts-told' })
    await reportBy('itqan-ma', limited(id))
    await reportBy('another', entry(id, { model }))
    const { cooldowns, sources } = await reader.facts({ provider: 'facts-told' })
    expect(cooldowns).toMatchObject([{ scope: 'key_model', target: id, model }])
    expect(sources).toMatchObject([{ scope: 'key_model', target: id, model, app: 'itqan-ma' }])
    const minutesAgo = (Date.now() - (sources[0]?.at.getTime() ?? 0)) / 60_000
    expect(minutesAgo).toBeGreaterThanOrEqual(0)
    expect(minutesAgo).toBeLessThan(2)
  })

  it('names who told of a quota pool, whichever of its keys was used', async () => {
    const provider = 'facts-pool'
    const ids = [await t.add({ provider }), await t.add({ provider })]
    await t.database.prisma.apiKey.updateMany({ where: { provider }, data: { quotaPool: 'p1' } })
    await reportBy('billing-app', limited(ids[1] ?? ''))
    const { sources } = await reader.facts({ provider })
    expect(sources).toMatchObject([
      { scope: 'pool_model', target: 'p1', model, app: 'billing-app' },
    ])
  })

  it('says nothing of who told when no report does', async () => {
    const id = await t.add({ provider: 'facts-untold' })
    await t.database.prisma.cooldown.create({
      data: {
        scope: 'key',
        provider: 'facts-untold',
        target: id,
        outcome: 'billing',
        until: inMs(60_000),
      },
    })
    const { cooldowns, sources } = await reader.facts({ provider: 'facts-untold' })
    expect(cooldowns).toHaveLength(1)
    expect(sources).toEqual([])
  })

  it('forgets a rest once it is over or was lifted', async () => {
    const id = await t.add({ provider: 'facts-lifted' })
    await reportBy('itqan-ma', limited(id))
    await t.store.clearCooldowns({ keyIds: [id], model }, someOrigin)
    const { cooldowns, sources } = await reader.facts({ provider: 'facts-lifted' })
    expect([cooldowns, sources]).toEqual([[], []])
  })
})

describe('what can be asked about', () => {
  it('is each provider with a key, and the models that apps used or that rest', async () => {
    const provider = 'choices'
    const id = await t.add({ provider })
    await reportBy('itqan-ma', entry(id, { model: 'm-used' }), limited(id, { model: 'm-resting' }))
    await t.database.prisma.cooldown.create({
      data: {
        scope: 'key_model',
        provider,
        target: id,
        model: 'm-cold',
        outcome: 'billing',
        until: inMs(60_000),
      },
    })
    const choices = await reader.choices()
    expect(choices.find((one) => one.provider === provider)?.models).toEqual([
      'm-cold',
      'm-resting',
      'm-used',
    ])
    expect(choices.map((one) => one.provider)).toEqual(
      choices.map((one) => one.provider).toSorted(),
    )
  })
})
