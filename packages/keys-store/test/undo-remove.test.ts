import { UNDO_REMOVE_MS } from '@itqan/keys-contract'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { startForgettingRemovals } from '../src'
import { entry, inMs, openTestStore, type TestStore, waitsForLock } from './open-test-store'

let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

const rowOf = (id: string) => test.database.prisma.apiKey.findUnique({ where: { id } })

const tombOf = (keyId: string) => test.database.prisma.removedKey.findUnique({ where: { keyId } })

/** As if the removal had been so long ago. */
const age = (keyId: string, ms: number) =>
  test.database.prisma.removedKey.update({ where: { keyId }, data: { removedAt: inMs(-ms) } })

describe('a removal', () => {
  it('revokes at once, and keeps the key sealed', async () => {
    const id = await test.add({ provider: 'undo-a', key: `sk-kept-${'k'.repeat(24)}` })
    const { epoch } = await test.store.list({ provider: 'undo-a' })
    expect(await test.store.remove({ keyIds: [id, 'nobody'] }, someOrigin)).toEqual({
      changed: [id],
      notFound: ['nobody'],
    })
    expect(await test.store.changes(epoch)).toMatchObject({ removed: [id] })
    expect(await test.store.list({ provider: 'undo-a', since: epoch })).toMatchObject({
      keys: [],
      removed: [id],
    })
    const kept = JSON.stringify((await tombOf(id))?.kept)
    expect(kept).toContain('v1.test.')
    expect(kept).not.toContain('sk-kept')
  })

  it('that is undone leaves no trace but its revision: id, counters, settings and rests are back', async () => {
    const id = await test.add({ provider: 'undo-b' })
    await test.store.update(
      { keyIds: [id], changes: { weight: 9, quotaPool: 'projects/9' } },
      someOrigin,
    )
    const limit = { outcome: 'rate_limit', model: 'm', until: inMs(3_600_000) } as const
    await test.report(entry(id, { ...limit, scope: 'key_model', count: 3, lastError: 'slow down' }))
    const before = await rowOf(id)
    const [rest] = (await test.store.list({ provider: 'undo-b' })).cooldowns
    await test.store.remove({ keyIds: [id] }, someOrigin)
    const said = await test.store.undoRemove({ keyIds: [id] }, someOrigin)
    expect(said).toEqual({ changed: [id], notFound: [] })
    const revision = BigInt(await test.epoch())
    expect(await rowOf(id)).toEqual({ ...before, revision })
    expect(await tombOf(id)).toBeNull()
    const { cooldowns } = await test.store.list({ provider: 'undo-b' })
    expect(cooldowns).toEqual([{ ...rest, revision: Number(revision) }])
  })

  it('that is undone gives the key back to a client that saw it go, and to one that did not', async () => {
    const id = await test.add({ provider: 'undo-c' })
    const { epoch: unaware } = await test.store.list({ provider: 'undo-c' })
    await test.store.remove({ keyIds: [id] }, someOrigin)
    const { epoch: aware } = await test.store.list({ provider: 'undo-c', since: unaware })
    await test.store.undoRemove({ keyIds: [id] }, someOrigin)
    for (const since of [unaware, aware]) {
      expect(await test.store.list({ provider: 'undo-c', since })).toMatchObject({
        keys: [{ id }],
        removed: [],
      })
      expect(await test.store.changes(since)).toMatchObject({ removed: [], hasEdits: true })
    }
  })

  it('can be undone together with others, in one epoch', async () => {
    const ids = [await test.add({ provider: 'undo-d' }), await test.add({ provider: 'undo-d' })]
    await test.store.remove({ keyIds: ids }, someOrigin)
    const epoch = await test.epoch()
    await test.store.undoRemove({ keyIds: ids }, someOrigin)
    expect(await test.epoch()).toBe(epoch + 1)
    expect((await test.store.list({ provider: 'undo-d' })).keys).toHaveLength(2)
  })

  it('is undone once, by whoever is first', async () => {
    const id = await test.add({ provider: 'undo-e' })
    await test.store.remove({ keyIds: [id] }, someOrigin)
    const answers = await Promise.all(
      [1, 2, 3].map(() => test.store.undoRemove({ keyIds: [id] }, someOrigin)),
    )
    expect(answers.flatMap(({ changed }) => changed)).toEqual([id])
  })

  it('cannot be undone once the provider has the same key again', async () => {
    const key = `sk-again-${'k'.repeat(24)}`
    const id = await test.add({ provider: 'undo-f', key })
    await test.store.remove({ keyIds: [id] }, someOrigin)
    await test.add({ provider: 'undo-f', key })
    await expect(test.store.undoRemove({ keyIds: [id] }, someOrigin)).rejects.toMatchObject({
      code: 'duplicate_key',
      keyId: id,
    })
  })

  it('is undone of all keys but those that the provider has again', async () => {
    const key = `sk-some-${'k'.repeat(24)}`
    const twin = await test.add({ provider: 'undo-j', key })
    const others = [await test.add({ provider: 'undo-j' }), await test.add({ provider: 'undo-j' })]
    const keyIds = [twin, ...others]
    await test.store.remove({ keyIds }, someOrigin)
    await test.add({ provider: 'undo-j', key })
    expect(await test.store.undoRemove({ keyIds }, someOrigin)).toEqual({
      changed: others,
      notFound: [twin],
    })
    expect((await tombOf(twin))?.kept).not.toBeNull()
    expect((await test.store.list({ provider: 'undo-j' })).keys).toHaveLength(3)
  })

  it('of the same key twice brings back the row that was removed last', async () => {
    const key = `sk-both-${'k'.repeat(24)}`
    const keyIds: string[] = []
    for (let round = 0; round < 2; round += 1) {
      const id = await test.add({ provider: 'undo-k', key })
      await test.store.remove({ keyIds: [id] }, someOrigin)
      keyIds.push(id)
    }
    const [first, last] = keyIds
    expect(await test.store.undoRemove({ keyIds }, someOrigin)).toEqual({
      changed: [last],
      notFound: [first],
    })
  })

  it('cannot be undone after its time', async () => {
    const id = await test.add({ provider: 'undo-g' })
    await test.store.remove({ keyIds: [id] }, someOrigin)
    await age(id, UNDO_REMOVE_MS + 1_000)
    const said = await test.store.undoRemove({ keyIds: [id] }, someOrigin)
    expect(said).toEqual({ changed: [], notFound: [id] })
  })

  it('of a key that had moved is undone where it was, and its first provider’s clients still drop it', async () => {
    const id = await test.add({ provider: 'undo-h' })
    const { epoch } = await test.store.list({})
    await test.store.update({ keyIds: [id], changes: { provider: 'undo-i' } }, someOrigin)
    const moved = await tombOf(id)
    const { epoch: aware } = await test.store.list({ provider: 'undo-i' })
    await test.store.remove({ keyIds: [id] }, someOrigin)
    await test.store.undoRemove({ keyIds: [id] }, someOrigin)
    const at = async (provider: string, since = epoch) => {
      const { keys, removed } = await test.store.list({ provider, since })
      return [keys.map((key) => key.id), removed]
    }
    expect([await at('undo-h'), await at('undo-i'), await at('undo-i', aware)]).toEqual([
      [[], [id]],
      [[id], []],
      [[id], []],
    ])
    expect(await tombOf(id)).toEqual(moved)
  })
})

describe('what was kept of a removal', () => {
  it('is let go with the next removal after its time', async () => {
    const [old, young] = [await test.add(), await test.add()]
    await test.store.remove({ keyIds: [old] }, someOrigin)
    await age(old, UNDO_REMOVE_MS + 1_000)
    await test.store.remove({ keyIds: [young] }, someOrigin)
    expect((await tombOf(old))?.kept).toBeNull()
    expect((await tombOf(young))?.kept).not.toBeNull()
    expect((await test.store.changes(0)).removed).toContain(old)
  })

  it.runIf(inject('testDatabaseUrl'))(
    'is locked after the epoch, as by an undo: neither waits for the other for ever',
    async () => {
      const [old, young] = [await test.add(), await test.add()]
      await test.store.remove({ keyIds: [old] }, someOrigin)
      await age(old, UNDO_REMOVE_MS + 1_000)
      const { prisma } = test.database
      const { removal } = await prisma.$transaction(async (undo) => {
        await undo.$executeRaw`SELECT FROM "keys_epoch" FOR UPDATE`
        const waiting = test.store.remove({ keyIds: [young] }, someOrigin)
        // Awaited below: nobody may miss its failure meanwhile.
        waiting.catch(() => undefined)
        await waitsForLock(test)
        await undo.$executeRaw`SELECT FROM "removed_keys" WHERE "keyId" = ${old} FOR UPDATE NOWAIT`
        return { removal: waiting }
      })
      expect((await removal).changed).toEqual([young])
      expect((await tombOf(old))?.kept).toBeNull()
    },
  )

  it('is let go by whichever process runs, when nothing else is removed', async () => {
    const id = await test.add()
    await test.store.remove({ keyIds: [id] }, someOrigin)
    await age(id, UNDO_REMOVE_MS + 1_000)
    const stop = startForgettingRemovals(test.database, { error: () => undefined }, 20)
    await vi.waitFor(async () => expect((await tombOf(id))?.kept).toBeNull())
    stop()
  })
})
