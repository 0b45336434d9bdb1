import { randomBytes, randomUUID } from 'node:crypto'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertKeysReadable, createKeyOpener, type Keyring, sealKey } from '../src'
import { entry, openTestStore, type TestStore } from './open-test-store'
import { keyringOf, makeKek, storeOn, testKek, testKeyring } from './store-on'

let test: TestStore
const logged: { message: string; fields: Record<string, unknown> }[] = []
const log = {
  error: (message: string, fields: Record<string, unknown>) =>
    void logged.push({ message, fields }),
}

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

beforeEach(async () => {
  await test.database.prisma.apiKey.deleteMany()
  logged.length = 0
})

const newKey = () => `key_${randomBytes(20).toString('hex')}`
const rowOf = (id: string) => test.database.prisma.apiKey.findUniqueOrThrow({ where: { id } })
const change = (id: string, data: { key?: string; kekId?: string | null; provider?: string }) =>
  test.database.prisma.apiKey.update({ where: { id }, data })

/** A key as an older release, or a dashboard built by the guide, has left it. */
async function addClear(key: string): Promise<string> {
  const row = { provider: 'gemini', name: 'clear', key, maskedKey: 'key_…', revision: 0 }
  return (await test.database.prisma.apiKey.create({ data: row })).id
}

/** The keyring of the tests, and how often it was asked to open a row. */
function countingKeyring() {
  let unwraps = 0
  const { unwrap } = testKeyring
  const keyring: Keyring = {
    ...testKeyring,
    unwrap(...input) {
      unwraps += 1
      return unwrap(...input)
    },
  }
  return { keyring, unwraps: () => unwraps }
}

describe('a stored key', () => {
  it('is an envelope, and is served in clear', async () => {
    const key = newKey()
    const id = await test.add({ key })
    const row = await rowOf(id)
    expect(row.kekId).toBe('test')
    expect(row.key).toMatch(/^v1\.test\.[\w.-]+$/)
    expect(JSON.stringify(row, (_name, value: unknown) => String(value))).not.toContain(key)
    const { keys } = await test.store.list({})
    expect(keys).toMatchObject([{ id, key }])
    expect(Object.keys(keys[0] ?? {})).not.toContain('kekId')
  })

  it('is refused a second time, also while the key-encryption key is being rotated', async () => {
    const key = newKey()
    await test.add({ key })
    const again = { provider: 'gemini', name: 'again', key }
    const newer = makeKek('newer')
    for (const keyring of [keyringOf(newer, testKek), keyringOf(testKek, newer)]) {
      const store = storeOn(test.database, { keyring })
      expect(await store.create(again, someOrigin)).toBeNull()
    }
    expect(await test.database.prisma.apiKey.count()).toBe(1)
  })

  it('is added once by twenty who add it at once', async () => {
    const input = { provider: 'gemini', name: 'one', key: newKey() }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => test.store.create(input, someOrigin)),
    )
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1)
  }, 60_000)

  it('costs no opening while nothing changes, and one when it did', async () => {
    const { keyring, unwraps } = countingKeyring()
    const ids = [await test.add(), await test.add(), await test.add()]
    const store = storeOn(test.database, { keyring })
    for (let turn = 0; turn < 5; turn += 1) expect((await store.list({})).keys).toHaveLength(3)
    expect(unwraps()).toBe(3)
    const [row, other] = [await rowOf(ids[0] ?? ''), await rowOf(ids[1] ?? '')]
    await change(row.id, { key: other.key })
    await store.list({})
    expect(unwraps()).toBe(4)
  })
})

describe('line 33: a key that cannot be opened', () => {
  const damages: Record<string, (id: string) => Promise<unknown>> = {
    'was changed': async (id) => {
      const { key } = await rowOf(id)
      const at = key.length - 8
      return change(id, {
        key: key.slice(0, at) + (key[at] === 'A' ? 'B' : 'A') + key.slice(at + 1),
      })
    },
    'came from another row': async (id) => change(id, { key: (await rowOf(await test.add())).key }),
    'went to another provider': (id) => change(id, { provider: 'openai' }),
    'needs an absent key-encryption key': async (id) =>
      change(id, await sealKey(keyringOf(makeKek('gone')), await rowOf(id), newKey())),
    'is named by another key-encryption key': (id) => change(id, { kekId: 'other' }),
    'is no envelope': (id) => change(id, { key: 'canary-text' }),
    'lies in clear': (id) => change(id, { key: 'canary-text', kekId: null }),
    'is an envelope whose row says clear': (id) => change(id, { kekId: null }),
  }

  it.each(Object.entries(damages))(
    'and %s is skipped and alarmed once; others are served',
    async (_name, damage) => {
      const others = [await test.add(), await test.add()]
      const id = await test.add()
      const store = storeOn(test.database, { log })
      expect((await store.list({})).keys).toHaveLength(3)
      await damage(id)
      const { key: stored, kekId } = await rowOf(id)

      for (let turn = 0; turn < 3; turn += 1) {
        const answer = await store.list({})
        expect(answer.keys.map((key) => key.id)).toEqual(expect.arrayContaining(others))
        expect(answer.keys.map((key) => key.id)).not.toContain(id)
        expect(JSON.stringify(answer)).not.toContain(stored)
      }

      expect(logged).toHaveLength(1)
      expect(logged[0]?.fields).toMatchObject({ keyId: id, kekId })
      expect(JSON.stringify(logged)).not.toContain(stored)
      // A fresh process finds the same.
      expect((await storeOn(test.database).list({})).keys.map((key) => key.id)).not.toContain(id)
    },
  )

  it('is told anew when its envelope changed again', async () => {
    const id = await test.add()
    const store = storeOn(test.database, { log })
    for (const key of ['v1.a', 'v1.b', 'v1.b']) {
      await change(id, { key })
      await store.list({})
    }
    expect(logged).toHaveLength(2)
  })

  it('is removed for a caller that has an epoch, once its row was edited', async () => {
    const [id, other] = [await test.add(), await test.add()]
    const { epoch } = await test.store.list({})
    await change(id, { key: 'v1.broken' })
    expect(await test.store.list({ since: epoch })).toMatchObject({ keys: [], removed: [] })
    await test.store.resetErrors({ keyIds: [id] }, someOrigin)
    await test.store.resetErrors({ keyIds: [other] }, someOrigin)
    expect(await test.store.list({ since: epoch })).toMatchObject({
      keys: [{ id: other }],
      removed: [id],
    })
    expect(await test.store.list({})).toMatchObject({ keys: [{ id: other }], removed: [] })
  })

  it('is no reason to fail for want of a keyring that cannot be asked: that call fails', async () => {
    const keyring = { ...testKeyring, unwrap: () => Promise.reject(new Error('no answer')) }
    await test.add()
    const store = storeOn(test.database, { keyring, log })
    await expect(store.list({})).rejects.toThrow('no answer')
    expect(logged).toEqual([])
  })
})

describe('what providers said', () => {
  const stored = async (id: string) => (await test.managed(id)).lastError

  it('loses every key of the pool: active, off, deleted, in clear, of other providers', async () => {
    const [active, off, deleted, clear, foreign] = Array.from({ length: 5 }, newKey)
    const id = await test.add({ key: active ?? '' })
    const offId = await test.add({ key: off ?? '' })
    const deletedId = await test.add({ key: deleted ?? '' })
    await test.add({ key: foreign ?? '', provider: 'openai' })
    await addClear(clear ?? '')
    await test.store.setActive({ keyIds: [offId], isActive: false }, someOrigin)
    // A process that never listed them; it is told to delete one that it has not seen.
    const store = storeOn(test.database)
    await store.remove({ keyIds: [deletedId] }, someOrigin)
    const lastError = [active, off, deleted, clear, foreign].join(' / ')
    const entries = [entry(id, { outcome: 'error', lastError })]
    await store.report({ batchId: randomUUID(), entries }, everyProvider)
    expect(await stored(id)).toBe(Array.from({ length: 5 }, () => '[redacted]').join(' / '))
  })

  it('loses a key that another process added since', async () => {
    const id = await test.add()
    const store = storeOn(test.database)
    const tell = (lastError: string) =>
      store.report(
        { batchId: randomUUID(), entries: [entry(id, { outcome: 'error', lastError })] },
        everyProvider,
      )
    const later = newKey()
    await tell(`not yet a key: ${later}`)
    expect(await stored(id)).toContain(later)
    await test.add({ key: later })
    await tell(`now it is: ${later}`)
    expect(await stored(id)).toBe('now it is: [redacted]')
  })

  it('is known to all stores of a process that share what they opened', async () => {
    const opener = createKeyOpener({ keyring: testKeyring, log })
    const [people, apps] = [storeOn(test.database, { opener }), storeOn(test.database, { opener })]
    const [id, gone] = [await test.add(), newKey()]
    const keyId = await test.add({ key: gone })
    await people.remove({ keyIds: [keyId] }, someOrigin)
    const entries = [entry(id, { outcome: 'error', lastError: gone })]
    await apps.report({ batchId: randomUUID(), entries }, everyProvider)
    expect(await stored(id)).toBe('[redacted]')
  })

  it('has the pool read once, and only when there is a text', async () => {
    const [id] = [await test.add(), await test.add()]
    const { keyring, unwraps } = countingKeyring()
    const store = storeOn(test.database, { keyring })
    const tell = (told: { lastError?: string } = {}) =>
      store.report(
        { batchId: randomUUID(), entries: [entry(id, { outcome: 'error', ...told })] },
        everyProvider,
      )
    await tell()
    expect(unwraps()).toBe(0)
    await Promise.all(['one', 'two', 'three'].map((lastError) => tell({ lastError })))
    await tell({ lastError: 'four' })
    expect(unwraps()).toBe(2)
  })
})

describe('a process that starts', () => {
  it('is content with keys that it can open, and with none', async () => {
    await assertKeysReadable(test.database, testKeyring)
    await test.add()
    await assertKeysReadable(test.database, testKeyring)
    await assertKeysReadable(test.database, keyringOf(makeKek('new'), testKek))
  })

  it('is refused with every key-encryption key that it lacks, and how many rows need it', async () => {
    await test.add()
    await test.add()
    await addClear(newKey())
    const starting = assertKeysReadable(test.database, keyringOf(makeKek('new')))
    await expect(starting).rejects.toThrow(
      'KEYS_ENCRYPTION_KEYS: 2 stored keys are sealed with "test", which is not listed: add it\n' +
        'KEYS_ENCRYPTION_KEYS: 1 stored key is in clear: run `npx -y pnpm@12 keys rewrap`',
    )
  })

  it('is refused with another key of the same name', async () => {
    await test.add()
    await test.add()
    const starting = assertKeysReadable(test.database, keyringOf(makeKek('test')))
    await expect(starting).rejects.toThrow('"test" opens none of the rows')
  })

  it('is not refused for single rows that stay shut', async () => {
    await test.add()
    const id = await test.add()
    await change(id, { key: 'v1.test.broken' })
    await assertKeysReadable(test.database, testKeyring)
  })
})
