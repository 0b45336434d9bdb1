import { randomBytes, randomUUID } from 'node:crypto'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Keyring, openKey, rewrapKeys, rowsByKek } from '../src'
import { entry, openTestStore, type TestStore } from './open-test-store'
import { keyringOf, makeKek, storeOn } from './store-on'

const [newer, older] = [makeKek('k2'), makeKek('k1')]
const [rotating, before, after] = [keyringOf(newer, older), keyringOf(older), keyringOf(newer)]
let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

beforeEach(() => test.database.prisma.apiKey.deleteMany())

const newKey = () => `key_${randomBytes(20).toString('hex')}`
const rows = () => test.database.prisma.apiKey.findMany({ orderBy: { id: 'asc' } })

async function addSealed(count: number): Promise<Map<string, string>> {
  const store = storeOn(test.database, { keyring: before })
  const keys = new Map<string, string>()
  for (let index = 0; index < count; index += 1) {
    const key = newKey()
    const created = await store.create({ provider: 'gemini', name: `${index}`, key }, someOrigin)
    keys.set(created?.id ?? '', key)
  }
  return keys
}

async function addClear(key: string, provider = 'gemini'): Promise<string> {
  const row = { provider, name: 'clear', key, maskedKey: 'key_…', revision: 0 }
  return (await test.database.prisma.apiKey.create({ data: row })).id
}

async function served(keyring: Keyring): Promise<Map<string, string>> {
  const { keys } = await storeOn(test.database, { keyring }).list({})
  return new Map(keys.map(({ id, key }) => [id, key]))
}

const rewrap = (options: Partial<Parameters<typeof rewrapKeys>[0]> = {}) =>
  rewrapKeys({ database: test.database, keyring: rotating, ...options })

describe('sealing anew', () => {
  it('moves every row to the newest key, and nobody notices', async () => {
    const keys = await addSealed(7)
    const [stored, epoch] = [await rows(), await test.epoch()]
    expect(await rewrap()).toEqual({
      moved: 7,
      failed: [],
      rowsByKek: [{ kekId: 'k2', rows: 7 }],
    })
    expect(await served(after)).toEqual(keys)
    expect(await test.epoch()).toBe(epoch)
    const moved = await rows()
    const rest = ({
      key: _key,
      kekId: _kekId,
      fingerprint: _print,
      ...others
    }: (typeof moved)[0]) => others
    expect(moved.map(rest)).toEqual(stored.map(rest))
    for (const [index, row] of moved.entries()) {
      expect(row.fingerprint).not.toBe(stored[index]?.fingerprint)
      // A data key of its own, too: none of the envelope's parts is the old one.
      const parts = new Set(stored[index]?.key.split('.').slice(2))
      expect(row.key.split('.').filter((part) => parts.has(part))).toEqual([])
    }
    expect(await rewrap()).toMatchObject({ moved: 0, failed: [] })
  })

  it('still knows a key that is added again', async () => {
    const [key] = [...(await addSealed(1)).values()]
    await rewrap()
    const store = storeOn(test.database, { keyring: after })
    const again = { provider: 'gemini', name: 'again', key: key ?? '' }
    expect(await store.create(again, someOrigin)).toBeNull()
  })

  it('seals keys in clear, and tells every client of them', async () => {
    const key = newKey()
    const id = await addClear(key)
    const { epoch } = await test.store.list({})
    expect(await rewrap()).toMatchObject({ moved: 1, rowsByKek: [{ kekId: 'k2', rows: 1 }] })
    expect((await rows())[0]?.key).not.toContain(key)
    const store = storeOn(test.database, { keyring: after })
    expect(await store.list({ since: epoch })).toMatchObject({
      epoch: epoch + 1,
      keys: [{ id, key }],
    })
  })

  it('seals a key that is there twice twice, and gives one of them the fingerprint', async () => {
    const key = newKey()
    await addSealed(1)
    const twins = [await addClear(key), await addClear(key), await addClear(key, 'openai')]
    expect(await rewrap()).toMatchObject({ moved: 4, failed: [] })
    const keys = await served(after)
    expect(twins.map((id) => keys.get(id))).toEqual([key, key, key])
    expect((await rows()).filter(({ fingerprint }) => fingerprint === null)).toHaveLength(1)
    const again = { provider: 'gemini', name: 'again', key }
    expect(await storeOn(test.database, { keyring: after }).create(again, someOrigin)).toBeNull()
  })

  it('names rows that stay shut, leaves them as they are, and moves the others', async () => {
    const keys = await addSealed(3)
    const { prisma } = test.database
    const [broken = '', unclear = ''] = [...keys.keys()]
    await prisma.apiKey.update({ where: { id: broken }, data: { key: 'v1.k1.broken' } })
    await prisma.apiKey.update({ where: { id: unclear }, data: { kekId: null } })
    const foreign = await addClear(newKey())
    await prisma.apiKey.update({ where: { id: foreign }, data: { kekId: 'gone' } })
    const stored = await rows()
    const result = await rewrap()
    expect(result.moved).toBe(1)
    expect(result.failed.toSorted()).toEqual([broken, unclear, foreign].toSorted())
    expect(result.rowsByKek).toEqual([
      { kekId: 'gone', rows: 1 },
      { kekId: 'k1', rows: 1 },
      { kekId: 'k2', rows: 1 },
      { kekId: null, rows: 1 },
    ])
    const left = (await rows()).filter(({ kekId }) => kekId !== 'k2')
    expect(left).toEqual(stored.filter(({ id }) => result.failed.includes(id)))
  })

  it('does no harm twice at once, nor to rows that are counted, edited and added meanwhile', async () => {
    const keys = await addSealed(250)
    const store = storeOn(test.database, { keyring: rotating })
    const ids = [...keys.keys()]
    const traffic = Array.from({ length: 60 }, async (_, index) => {
      const id = ids[index * 4] ?? ''
      const entries = [entry(id), entry(id, { outcome: 'error', lastError: 'no' })]
      await store.report({ batchId: randomUUID(), entries }, everyProvider)
      await store.resetErrors({ keyIds: [id] }, someOrigin)
    })
    const results = await Promise.all([rewrap(), rewrap(), ...traffic])
    expect(results.slice(0, 2)).toMatchObject([{ failed: [] }, { failed: [] }])
    expect(await served(after)).toEqual(keys)
    expect(await rowsByKek(test.database)).toEqual([{ kekId: 'k2', rows: 250 }])
    const counted = (await rows()).reduce((sum, { usageCount }) => sum + Number(usageCount), 0)
    expect(counted).toBe(120)
  }, 60_000)

  it('writes over no row that was written since it was read', async () => {
    const [id = ''] = (await addSealed(1)).keys()
    const other = await addClear(newKey())
    const { prisma } = test.database
    const late = `late_${newKey()}`
    const keyring: Keyring = {
      ...rotating,
      // By then the page was read.
      async wrap(...input) {
        await prisma.apiKey.updateMany({
          where: { id: { in: [id, other] }, key: { not: late } },
          data: { key: late, kekId: null, fingerprint: null },
        })
        return rotating.wrap(...input)
      },
    }
    await rewrap({ keyring })
    const stored = await rows()
    for (const row of stored) expect(await openKey(after, row)).toBe(late)
  })

  it('tells how far it is, ends when told to, and goes on from there', async () => {
    const keys = await addSealed(230)
    const told: { done: number; total: number }[] = []
    const controller = new AbortController()
    const first = await rewrap({
      signal: controller.signal,
      onProgress(progress) {
        told.push(progress)
        controller.abort()
      },
    })
    expect(told).toEqual([{ done: 100, total: 230 }])
    expect(first).toEqual({
      moved: 100,
      failed: [],
      rowsByKek: [
        { kekId: 'k1', rows: 130 },
        { kekId: 'k2', rows: 100 },
      ],
    })
    expect(await served(rotating)).toEqual(keys)
    await rewrap({ onProgress: (progress) => told.push(progress) })
    expect(told.slice(1)).toEqual([
      { done: 100, total: 130 },
      { done: 130, total: 130 },
    ])
    expect(await served(after)).toEqual(keys)
  }, 60_000)
})
