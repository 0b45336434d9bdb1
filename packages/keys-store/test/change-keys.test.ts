import type { KeysError } from '@itqan/keys-contract'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'

let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

/** A provider of this test's own. */
let serial = 0
const newProvider = () => `change-${(serial += 1)}`

const addMany = async (provider: string, count: number) => {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) ids.push(await test.add({ provider }))
  return ids
}

const lastAudit = () =>
  test.database.prisma.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } })

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ code, keyId }: KeysError) => ({ code, keyId }),
  )

describe('many keys at once', () => {
  it('are switched off in one epoch, under one entry of the audit that names them all', async () => {
    const provider = newProvider()
    const ids = await addMany(provider, 40)
    const { epoch } = await test.store.changes()
    const named = [...ids, ids[0] ?? '', 'nobody']
    const said = await test.store.setActive({ keyIds: named, isActive: false }, someOrigin)
    expect(said).toEqual({ changed: ids, notFound: ['nobody'] })
    expect(await test.epoch()).toBe(epoch + 1)
    const { removed } = await test.store.list({ provider, since: epoch })
    expect(removed.toSorted()).toEqual(ids.toSorted())
    expect(await lastAudit()).toMatchObject({ action: 'key.setActive', detail: 'off', provider })
  })

  it('of which there is none move no epoch', async () => {
    const epoch = await test.epoch()
    const none = { changed: [], notFound: ['nobody'] }
    const nobody = { keyIds: ['nobody'] }
    expect(await test.store.clearCooldowns(nobody, someOrigin)).toEqual(none)
    expect(await test.store.undoRemove(nobody, someOrigin)).toEqual(none)
    expect(await test.store.update({ ...nobody, changes: { weight: 2 } }, someOrigin)).toEqual(none)
    expect(await test.epoch()).toBe(epoch)
    expect(await lastAudit()).toMatchObject({ action: 'key.update', outcome: 'failed', keyIds: [] })
  })

  it('can be changed by two people at once: neither waits for the other for ever', async () => {
    const provider = newProvider()
    const ids = await addMany(provider, 30)
    const backwards = ids.toReversed()
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 3 === 0
          ? test.store.setActive({ keyIds: ids, isActive: true }, someOrigin)
          : index % 3 === 1
            ? test.store.update({ keyIds: backwards, changes: { weight: 1 + index } }, someOrigin)
            : test.report(...backwards.map((id) => entry(id, { outcome: 'error' }))),
      ),
    )
    const { keys } = await test.store.list({ provider })
    expect(keys.map(({ errorCount }) => errorCount)).toEqual(ids.map(() => 4))
    expect(new Set(keys.map(({ weight }) => weight)).size).toBe(1)
  })
})

describe('what a person edits', () => {
  it('reaches the apps with the next list: the name, the pool, the weight', async () => {
    const provider = newProvider()
    const id = await test.add({ provider })
    const { epoch } = await test.store.list({ provider })
    const changes = { name: 'renamed', quotaPool: 'projects/7', weight: 5 }
    await test.store.update({ keyIds: [id], changes }, someOrigin)
    expect((await test.store.list({ provider, since: epoch })).keys).toMatchObject([
      { id, ...changes },
    ])
    await test.store.update({ keyIds: [id], changes: { quotaPool: null } }, someOrigin)
    expect((await test.store.list({ provider })).keys).toMatchObject([
      { id, ...changes, quotaPool: null },
    ])
    expect(await lastAudit()).toMatchObject({ action: 'key.update', detail: 'no quota pool' })
  })
})

describe('a key that moves to another provider', () => {
  it('leaves the clients of the old one, and comes to those of the new one with its counters', async () => {
    const [from, to] = [newProvider(), newProvider()]
    const id = await test.add({ provider: from, key: `sk-moving-${'x'.repeat(20)}` })
    await test.report(entry(id, { count: 7 }), entry(id, { outcome: 'error' }))
    const { epoch } = await test.store.list({})
    await test.store.update({ keyIds: [id], changes: { provider: to } }, someOrigin)
    expect(await test.store.list({ provider: from, since: epoch })).toMatchObject({
      keys: [],
      removed: [id],
    })
    expect(await test.store.list({ provider: to, since: epoch })).toMatchObject({
      keys: [
        { id, provider: to, key: `sk-moving-${'x'.repeat(20)}`, usageCount: 8, errorCount: 1 },
      ],
      removed: [],
    })
    // To whoever follows all providers it was never gone.
    expect(await test.store.list({ since: epoch })).toMatchObject({ keys: [{ id }], removed: [] })
    expect(await test.store.changes(epoch)).toMatchObject({ removed: [], hasEdits: true })
  })

  it('and on to a third, or away for good, leaves the clients of each', async () => {
    const [one, two, three] = [newProvider(), newProvider(), newProvider()]
    const [moved = '', deleted = ''] = await addMany(one, 2)
    const { epoch } = await test.store.list({})
    const both = { keyIds: [moved, deleted] }
    await test.store.update({ ...both, changes: { provider: two } }, someOrigin)
    await test.store.update({ keyIds: [moved], changes: { provider: three } }, someOrigin)
    await test.store.remove({ keyIds: [deleted] }, someOrigin)
    for (const provider of [one, two]) {
      const { keys, removed } = await test.store.list({ provider, since: epoch })
      expect([keys, removed.toSorted()]).toEqual([[], [moved, deleted].toSorted()])
    }
    await test.store.update({ keyIds: [moved], changes: { provider: one } }, someOrigin)
    const back = await test.store.list({ provider: one, since: epoch })
    expect([back.keys.map(({ id }) => id), back.removed]).toEqual([[moved], [deleted]])
  })

  it('takes nothing along that only its provider could say of it', async () => {
    const [from, to] = [newProvider(), newProvider()]
    const id = await test.add({ provider: from })
    const refused = { outcome: 'invalid_key', exact: true, until: inMs(60_000) } as const
    await test.report(entry(id, { ...refused, lastError: 'no', quotaPool: 'projects/1' }))
    const { epoch } = await test.store.list({})
    await test.store.update({ keyIds: [id], changes: { provider: to } }, someOrigin)
    const key = await test.managed(id)
    expect(key).toMatchObject({ isDisabledByProvider: false, lastFailure: null, quotaPool: null })
    const { cooldowns } = await test.store.changes(epoch)
    expect(cooldowns.map(({ target, until }) => [target, until <= new Date()])).toEqual([
      [id, true],
    ])
  })

  it('is not switched off by what its old provider said before, told late', async () => {
    const [from, to] = [newProvider(), newProvider()]
    const id = await test.add({ provider: from })
    const refusal = (lastUsedAt: Date) =>
      entry(id, { outcome: 'invalid_key', exact: true, until: inMs(60_000), lastUsedAt })
    const before = refusal(inMs(-1_000))
    await test.store.update({ keyIds: [id], changes: { provider: to } }, someOrigin)
    await test.report(before)
    expect(await test.managed(id)).toMatchObject({ isActive: true, isDisabledByProvider: false })
    expect((await test.store.list({ provider: to })).cooldowns).toEqual([])
    await test.report(refusal(inMs(10)))
    expect(await test.managed(id)).toMatchObject({ isActive: false, isDisabledByProvider: true })
  })

  it('is refused where the same key is already, by its id, and none of the others moves', async () => {
    const [from, to] = [newProvider(), newProvider()]
    const key = `sk-twin-${'x'.repeat(20)}`
    await test.add({ provider: to, key })
    const other = await test.add({ provider: from })
    const twin = await test.add({ provider: from, key })
    const { epoch } = await test.store.changes()
    const move = { keyIds: [other, twin], changes: { provider: to } }
    expect(await reasonOf(test.store.update(move, someOrigin))).toEqual({
      code: 'duplicate_key',
      keyId: twin,
    })
    expect(await test.epoch()).toBe(epoch)
    expect((await test.store.list({ provider: from })).keys).toHaveLength(2)
  })

  it('is refused together with the same key from elsewhere', async () => {
    const key = `sk-pair-${'x'.repeat(20)}`
    const a = await test.add({ provider: newProvider(), key })
    const b = await test.add({ provider: newProvider(), key })
    const move = { keyIds: [a, b], changes: { provider: newProvider() } }
    expect(await reasonOf(test.store.update(move, someOrigin))).toMatchObject({
      code: 'duplicate_key',
    })
  })

  it('moves once when two people move it elsewhere at once', async () => {
    const [from, left, right] = [newProvider(), newProvider(), newProvider()]
    const id = await test.add({ provider: from, key: `sk-torn-${'x'.repeat(20)}` })
    await Promise.allSettled(
      [left, right].map((provider) =>
        test.store.update({ keyIds: [id], changes: { provider } }, someOrigin),
      ),
    )
    // Wherever it is: it opens there.
    const { keys } = await test.store.list({})
    expect(keys.filter((key) => key.id === id)).toMatchObject([
      { key: `sk-torn-${'x'.repeat(20)}` },
    ])
    expect([left, right]).toContain((await test.managed(id)).provider)
  })
})

describe('rests that a person clears', () => {
  const limited = (model: string) => ({
    outcome: 'rate_limit' as const,
    model,
    until: inMs(3_600_000),
  })

  it('are told to every client, lifted, and only those of the model that was named', async () => {
    const provider = newProvider()
    const id = await test.add({ provider })
    await test.report(entry(id, limited('fast')), entry(id, limited('slow')))
    const epoch = await test.epoch()
    await test.store.clearCooldowns({ keyIds: [id], model: 'fast' }, someOrigin)
    const { cooldowns } = await test.store.changes(epoch)
    expect(cooldowns.map(({ model, until }) => [model, until <= new Date()])).toEqual([
      ['fast', true],
    ])
    await test.store.clearCooldowns({ keyIds: [id] }, someOrigin)
    expect((await test.store.list({ provider })).cooldowns).toEqual([])
  })

  it('are their quota pool’s as well, and no other pool’s', async () => {
    const provider = newProvider()
    const [id = '', other = ''] = await addMany(provider, 2)
    const pool = (name: string) => ({ ...limited('fast'), quotaPool: name })
    await test.report(entry(id, pool('projects/1')), entry(other, pool('projects/2')))
    await test.store.clearCooldowns({ keyIds: [id], model: 'fast' }, someOrigin)
    const { cooldowns } = await test.store.list({ provider })
    expect(cooldowns.map(({ target }) => target)).toEqual(['projects/2'])
  })

  it('leave counters as they are', async () => {
    const id = await test.add({ provider: newProvider() })
    await test.report(entry(id, limited('fast')))
    await test.store.clearCooldowns({ keyIds: [id] }, someOrigin)
    expect(await test.managed(id)).toMatchObject({ errorCount: 1, lastFailure: 'rate_limit' })
  })
})
