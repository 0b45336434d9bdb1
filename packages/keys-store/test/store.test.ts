import { randomBytes, randomUUID } from 'node:crypto'
import { MAX_KEY_LENGTH } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database, StoredKeys } from '../src'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'

const DAY_MS = 24 * 60 * 60 * 1000
let test: TestStore
let database: Database
let store: StoredKeys
let add: TestStore['add']
let report: TestStore['report']
let managed: TestStore['managed']

beforeAll(async () => {
  test = await openTestStore()
  ;({ database, store, add, report, managed } = test)
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

beforeEach(async () => {
  await database.prisma.apiKey.deleteMany()
  await database.prisma.cooldown.deleteMany()
})

it('counts the keys of each provider, and what became of those that no app is given', async () => {
  const [byPerson, refused] = [await add(), await add()]
  await add()
  await add({ provider: 'anthropic' })
  await store.setActive({ keyIds: [byPerson], isActive: false }, someOrigin)
  await report(entry(refused, { outcome: 'invalid_key', exact: true, until: inMs(60_000) }))
  expect(await store.providers()).toEqual([
    { provider: 'anthropic', active: 1, disabled: 0, disabledByProvider: 0 },
    { provider: 'gemini', active: 1, disabled: 2, disabledByProvider: 1 },
  ])
})

describe('list', () => {
  it('orders by errors, then uses, then id, and leaves inactive keys out', async () => {
    const worn = await add()
    const failing = await add()
    const off = await add()
    const unused = [await add(), await add()].toSorted()
    await report(entry(worn, { count: 3 }), entry(failing, { outcome: 'error' }))
    await store.setActive({ keyIds: [off], isActive: false }, someOrigin)

    const { keys } = await store.list({ provider: 'gemini' })

    expect(keys.map((key) => key.id)).toEqual([...unused, worn, failing])
  })

  it('answers one provider, or all of them', async () => {
    const gemini = await add()
    const openai = await add({ provider: 'openai' })
    expect((await store.list({ provider: 'openai' })).keys.map((key) => key.id)).toEqual([openai])
    expect((await store.list({})).keys.map((key) => key.id).toSorted()).toEqual(
      [gemini, openai].toSorted(),
    )
  })

  it('tells a caller that has an epoch only what changed after it', async () => {
    const first = await add()
    const second = await add()
    const third = await add()
    const { epoch } = await store.list({})
    expect(await store.list({ since: epoch })).toMatchObject({ epoch, keys: [], removed: [] })

    const added = await add()
    await store.setActive({ keyIds: [first], isActive: false }, someOrigin)
    await store.remove({ keyIds: [second] }, someOrigin)

    const change = await store.list({ since: epoch })
    expect(change.epoch).toBe(epoch + 3)
    expect(change.keys.map((key) => key.id)).toEqual([added])
    expect(change.removed.toSorted()).toEqual([first, second].toSorted())
    expect((await store.list({})).keys.map((key) => key.id).toSorted()).toEqual(
      [third, added].toSorted(),
    )
  })

  it('does not move the epoch for counters alone', async () => {
    const id = await add()
    const { epoch } = await store.list({})
    await report(entry(id))
    expect((await store.list({})).epoch).toBe(epoch)
  })

  it('gives a caller from another database the whole list', async () => {
    const id = await add()
    const { keys } = await store.list({ since: 9_000_000 })
    expect(keys.map((key) => key.id)).toContain(id)
  })
})

describe('report', () => {
  it('counts exactly under 50 callers at once on one key', async () => {
    const id = await add()
    const callers = Array.from({ length: 50 }, async (_, caller) => {
      for (let use = 0; use < 4; use += 1) {
        await report(entry(id, { outcome: caller % 5 === 0 ? 'rate_limit' : 'ok' }))
      }
    })
    await Promise.all(callers)
    expect(await managed(id)).toMatchObject({ usageCount: 200, errorCount: 40 })
  }, 60_000)

  it('survives batches that touch the same keys in opposite orders', async () => {
    const ids = [await add(), await add(), await add(), await add()]
    const batches = Array.from({ length: 40 }, (_, index) => {
      const order = index % 2 === 0 ? ids : ids.toReversed()
      return report(...order.map((id) => entry(id)))
    })
    await Promise.all(batches)
    const uses = (await store.listManaged()).map((key) => key.usageCount)
    expect(uses).toEqual([40, 40, 40, 40])
  }, 60_000)

  it('applies a batch once however often it arrives', async () => {
    const id = await add()
    const batch = { batchId: randomUUID(), entries: [entry(id, { count: 7 })] }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => store.report(batch, everyProvider)),
    )
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1)
    expect(await managed(id)).toMatchObject({ usageCount: 7 })
  })

  it('names unknown keys and counts the others', async () => {
    const id = await add()
    const answer = await report(entry('gone'), entry(id), entry('gone'))
    expect(answer.unknownKeyIds).toEqual(['gone'])
    expect(await managed(id)).toMatchObject({ usageCount: 1 })
  })

  it.each([
    ['ok', 0],
    ['invalid_key', 1],
    ['billing', 1],
    ['rate_limit', 1],
    ['model_unavailable', 1],
    ['error', 1],
    ['overloaded', 0],
    ['network', 0],
    ['client_error', 0],
    ['aborted', 0],
  ] as const)('counts %s as %i error', async (outcome, errors) => {
    const id = await add()
    await report(entry(id, { outcome }))
    expect(await managed(id)).toMatchObject({ usageCount: 1, errorCount: errors })
  })

  it('takes every known key out of an error before it is cut at 255 characters', async () => {
    const secret = `AIzaLeak-${'x'.repeat(30)}`
    const id = await add({ key: secret })
    const lastError = `Consumer 'api_key:${secret}' has been suspended. ${'é'.repeat(400)}`
    await report(entry(id, { outcome: 'invalid_key', lastError }))
    const stored = (await managed(id)).lastError
    expect(stored).toHaveLength(255)
    expect(stored).toMatch(/^Consumer 'api_key:\[redacted\]' has been suspended\./)
  })

  it.each(['overloaded', 'network'] as const)(
    'shows an operator what went wrong where no key is to blame (%s)',
    async (outcome) => {
      const id = await add()
      await report(entry(id, { outcome: 'rate_limit', lastError: 'quota' }))
      await report(entry(id, { outcome, lastError: 'ECONNREFUSED' }))
      expect(await managed(id)).toMatchObject({
        usageCount: 2,
        errorCount: 1,
        lastFailure: outcome,
        lastError: 'ECONNREFUSED',
      })
    },
  )

  it.each(['ok', 'client_error', 'aborted'] as const)(
    'keeps the last failure through a use that was none (%s)',
    async (outcome) => {
      const id = await add()
      await report(entry(id, { outcome: 'billing', lastError: 'no money' }))
      await report(entry(id, { outcome, lastError: 'said in vain' }))
      expect(await managed(id)).toMatchObject({ lastFailure: 'billing', lastError: 'no money' })
    },
  )

  it('shows the last failure with its own text, or with none', async () => {
    const id = await add()
    const start = Date.now() - 60_000
    const at = (ms: number) => new Date(start + ms)
    await report(
      entry(id, { outcome: 'rate_limit', lastError: 'quota', lastUsedAt: at(0) }),
      entry(id, { outcome: 'network', lastUsedAt: at(1) }),
    )
    expect(await managed(id)).toMatchObject({ lastFailure: 'network', lastError: null })
    await report(entry(id, { outcome: 'billing', lastError: 'no money', lastUsedAt: at(2) }))
    await report(entry(id, { outcome: 'error', lastError: 'told late', lastUsedAt: at(1) }))
    expect(await managed(id)).toMatchObject({ lastFailure: 'billing', lastError: 'no money' })
    await report(entry(id, { outcome: 'error', lastUsedAt: at(3) }))
    expect(await managed(id)).toMatchObject({ lastFailure: 'error', lastError: null })
    await store.resetErrors({ keyIds: [id] }, someOrigin)
    await report(entry(id, { outcome: 'network', lastError: 'later', lastUsedAt: at(2) }))
    expect(await managed(id)).toMatchObject({ lastFailure: 'network', lastError: 'later' })
  })

  it('stores what PostgreSQL would refuse: NUL and half a surrogate pair', async () => {
    const id = await add()
    await report(entry(id, { outcome: 'error', lastError: 'a\0b\uD800c' }))
    expect((await managed(id)).lastError).toBe('ab\uFFFDc')
  })

  it('keeps the latest use, and believes no clock that runs ahead', async () => {
    const id = await add()
    const used = new Date(Date.now() - 60_000)
    await report(entry(id, { lastUsedAt: used }))
    await report(entry(id, { lastUsedAt: new Date(used.getTime() - 60_000) }))
    expect((await managed(id)).lastUsedAt).toEqual(used)
    await report(entry(id, { lastUsedAt: new Date('2099-01-01') }))
    expect((await managed(id)).lastUsedAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1_000)
  })

  it('shares a cooldown with whoever asks next, and keeps the later end', async () => {
    const id = await add()
    const until = new Date(Date.now() + 60_000)
    const limited = { outcome: 'rate_limit', model: 'gemini-2.5-flash' } as const
    const first = await report(entry(id, { ...limited, until }))
    const known = { scope: 'key_model', target: id, model: 'gemini-2.5-flash', until }
    expect(first.cooldowns).toMatchObject([known])
    const earlier = new Date(Date.now() + 1_000)
    const second = await report(entry(id, { ...limited, until: earlier }))
    expect(second.cooldowns).toMatchObject([known])
    expect((await store.list({ provider: 'gemini' })).cooldowns).toMatchObject([known])
    expect((await store.list({ provider: 'openai' })).cooldowns).toEqual([])
  })

  it('keeps the reason of the longer of two rests', async () => {
    const id = await add()
    const long = new Date(Date.now() + 60_000)
    const short = new Date(Date.now() + 1_000)
    await report(entry(id, { outcome: 'billing', until: long }))
    const { cooldowns } = await report(entry(id, { outcome: 'invalid_key', until: short }))
    expect(cooldowns).toMatchObject([{ outcome: 'billing', until: long }])
  })

  it('survives batches that put shared things to rest in opposite orders', async () => {
    const [a, b] = [await add(), await add({ provider: 'openai' })]
    const until = () => new Date(Date.now() + 60_000 + Math.floor(Math.random() * 1_000))
    const limited = (id: string) => entry(id, { outcome: 'rate_limit', until: until() })
    const batches = Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0 ? report(limited(a), limited(b)) : report(limited(b), limited(a)),
    )
    await Promise.all(batches)
    expect((await store.list({})).cooldowns).toHaveLength(2)
  }, 60_000)

  it('loses no use to 300 reports at once', async () => {
    const id = await add()
    await Promise.all(Array.from({ length: 300 }, () => report(entry(id))))
    expect(await managed(id)).toMatchObject({ usageCount: 300 })
  }, 60_000)

  it('forgets batches that nobody can send again', async () => {
    const id = await add()
    await database.prisma.reportBatch.createMany({
      data: Array.from({ length: 25 }, () => ({
        batchId: randomUUID(),
        receivedAt: new Date(Date.now() - 31 * DAY_MS),
      })),
    })
    for (let use = 0; use < 3; use += 1) await report(entry(id))
    const old = { receivedAt: { lt: new Date(Date.now() - 30 * DAY_MS) } }
    expect(await database.prisma.reportBatch.count({ where: old })).toBe(0)
  })

  it('counts a batch once, also when it is tried again after weeks', async () => {
    const id = await add()
    const batch = { batchId: randomUUID(), entries: [entry(id)] }
    await store.report(batch, everyProvider)
    await database.prisma.reportBatch.update({
      where: { batchId: batch.batchId },
      data: { receivedAt: new Date(Date.now() - 29 * DAY_MS) },
    })
    await report(entry(id))
    expect(await store.report(batch, everyProvider)).toMatchObject({ duplicate: true })
    expect(await managed(id)).toMatchObject({ usageCount: 2 })
  })

  it('does not believe a cooldown beyond 31 days', async () => {
    const id = await add()
    const until = new Date('2999-01-01')
    const { cooldowns } = await report(entry(id, { outcome: 'invalid_key', until }))
    const longest = Date.now() + 31 * 24 * 60 * 60 * 1000
    expect(cooldowns[0]?.until.getTime()).toBeLessThanOrEqual(longest)
  })
})

describe('the verbs of the dashboard', () => {
  it('refuse the same key twice for one provider, and nothing is left of the try', async () => {
    await add({ key: 'AIzaSame-000000000000000000000000000000' })
    const { epoch } = await store.list({})
    const again = {
      provider: 'gemini',
      name: 'again',
      key: 'AIzaSame-000000000000000000000000000000',
    }
    expect(await store.create(again, someOrigin)).toBeNull()
    expect((await store.list({})).epoch).toBe(epoch)
    expect(await store.create({ ...again, provider: 'openai' }, someOrigin)).not.toBeNull()
  })

  it('take a key as long as the contract allows', async () => {
    const key = randomBytes(MAX_KEY_LENGTH).toString('base64url').slice(0, MAX_KEY_LENGTH)
    expect(await store.create({ provider: 'gemini', name: 'long', key }, someOrigin)).not.toBeNull()
  })

  it('show a mask and never the key', async () => {
    const secret = 'AIzaHidden-0000000000000000000000004242'
    await add({ key: secret })
    const [key] = await store.listManaged()
    expect(key?.maskedKey).toBe('AIza…4242')
    expect(JSON.stringify(key)).not.toContain(secret)
  })

  it('say when there is no such key, and change nothing', async () => {
    const { epoch } = await store.list({})
    const none = { changed: [], notFound: ['none'] }
    expect(await store.setActive({ keyIds: ['none'], isActive: true }, someOrigin)).toEqual(none)
    expect(await store.remove({ keyIds: ['none'] }, someOrigin)).toEqual(none)
    expect(await store.resetErrors({ keyIds: ['none'] }, someOrigin)).toEqual(none)
    expect((await store.list({})).epoch).toBe(epoch)
  })

  it('reset a key: no errors, no cooldown, and every client hears of it', async () => {
    const id = await add()
    const until = new Date(Date.now() + 60_000)
    await report(entry(id, { outcome: 'invalid_key', lastError: 'no', until }))
    const { epoch } = await store.list({})
    await store.resetErrors({ keyIds: [id] }, someOrigin)
    expect(await managed(id)).toMatchObject({
      errorCount: 0,
      lastFailure: null,
      lastError: null,
      usageCount: 1,
    })
    const change = await store.list({ since: epoch })
    expect(change.keys).toMatchObject([{ id, errorCount: 0, recentErrors: 0 }])
    expect((await store.list({})).cooldowns).toEqual([])
  })

  it('keep epochs apart under 20 writers', async () => {
    const { epoch } = await store.list({})
    await Promise.all(Array.from({ length: 20 }, () => add()))
    const change = await store.list({ since: epoch })
    expect(change.epoch).toBe(epoch + 20)
    expect(change.keys).toHaveLength(20)
  }, 60_000)
})
