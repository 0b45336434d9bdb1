import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { entry, inMs, openTestStore, type TestStore } from '../open-test-store'
import { openCutLine } from './cut-line'
import { openListeningFeed } from './open-listening-feed'

const LONG = { timeout: 20_000 }

let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

/** Connections that listen, by their process on the server. */
async function listeners(): Promise<number[]> {
  const rows = await test.database.prisma.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'keys feed'`
  return rows.map(({ pid }) => pid)
}

const switchOff = (keyId: string) =>
  test.store.setActive({ keyIds: [keyId], isActive: false }, someOrigin)

/** Another dashboard, as far as its listener got: it woke the feed once, to begin with. */
async function openOther(setup: Partial<Parameters<typeof openListeningFeed>[0]> = {}) {
  const other = openListeningFeed({ url: test.url, ...setup })
  await other.subscribe()
  await vi.waitFor(() => expect(other.wakes()).toBe(1), LONG)
  return other
}

// PGlite tells no other connection: there the listener stands down.
describe.skipIf(inject('testDatabaseUrl') === null)('a feed that listens', () => {
  it('line 11: hears what another dashboard commits, without a poll', async () => {
    const other = await openOther()
    const id = await test.add()
    await switchOff(id)
    await vi.waitFor(() => expect(other.removed()).toContain(id), LONG)
  })

  it('hears of rests that an app reported, and of an epoch that psql moved', async () => {
    const other = await openOther()
    const limited = entry(await test.add(), { outcome: 'rate_limit', until: inMs(60_000) })
    await test.store.report({ batchId: crypto.randomUUID(), entries: [limited] }, everyProvider)
    const rests = () => other.told.flatMap(({ cooldowns }) => cooldowns)
    await vi.waitFor(() => expect(rests()).toMatchObject([{ target: limited.keyId }]), LONG)
    const before = await test.epoch()
    await test.database.prisma.$executeRaw`UPDATE keys_epoch SET epoch = epoch + 1`
    await vi.waitFor(() => expect(other.told.at(-1)?.epoch).toBe(before + 1), LONG)
  })

  it('hears nothing of a change that is rolled back, nor of uses that only count', async () => {
    const other = await openOther()
    const { prisma } = test.database
    const rolledBack = prisma.$transaction(async (session) => {
      await session.$executeRaw`UPDATE keys_epoch SET epoch = epoch + 1`
      throw new Error('thought better of it')
    })
    await expect(rolledBack).rejects.toThrow('thought better')
    const id = await test.add()
    await vi.waitFor(() => expect(other.wakes()).toBe(2), LONG)
    await test.report(entry(id))
    await switchOff(id)
    await vi.waitFor(() => expect(other.removed()).toContain(id), LONG)
    expect(other.wakes()).toBe(3)
  })

  it('connects with the first subscriber, and leaves no connection when it is closed', async () => {
    const before = await listeners()
    const { subscribe, close, feed } = openListeningFeed({ url: test.url })
    expect(await listeners()).toEqual(before)
    const leave = await subscribe()
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(before.length + 1), LONG)
    leave()
    await subscribe()
    feed.close()
    await feed.ended()
    await vi.waitFor(async () => expect(await listeners()).toEqual(before), LONG)
    await close()
  })

  it('comes back when its connection is ended, and reads what it may have missed', async () => {
    const other = await openOther()
    for (const pid of await listeners()) {
      await test.database.prisma.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`
    }
    await vi.waitFor(() => expect(other.wakes()).toBe(2), LONG)
    expect(other.logged()).toEqual([
      'change feed lost its listening connection: it polls',
      'change feed listens again',
    ])
    const id = await test.add()
    await switchOff(id)
    await vi.waitFor(() => expect(other.removed()).toContain(id), LONG)
    expect(other.ends()).toBe(0)
  })

  it('notices by its heartbeat that a connection is half open, and opens another', async () => {
    await using line = await openCutLine(test.url)
    const other = await openOther({ listenUrl: line.url, heartbeatMs: 500, answerMs: 400 })
    line.halfOpen()
    const id = await test.add()
    await switchOff(id)
    await vi.waitFor(() => expect(other.wakes()).toBe(2), LONG)
    expect(line.connections()).toBe(2)
    expect(other.logged().at(-1)).toBe('change feed listens again')
    await vi.waitFor(() => expect(other.removed()).toContain(id), LONG)
  })

  it('stands down where no NOTIFY arrives, says so once, and lets the poll serve', async () => {
    const isNoNotification = (type: string) => type !== 'A'
    await using line = await openCutLine(test.url, isNoNotification)
    const quick = { probeMs: 200, standDownMs: 200 }
    const other = openListeningFeed({ url: test.url, listenUrl: line.url, pollMs: 50, ...quick })
    await other.subscribe()
    // It looks again now and then: each time on a connection of its own.
    await vi.waitFor(() => expect(line.connections()).toBeGreaterThan(2), LONG)
    expect(other.logged()).toEqual([
      'change feed hears no NOTIFY, as behind a transaction pooler: it polls',
    ])
    expect(other.wakes()).toBe(0)
    const id = await test.add()
    await switchOff(id)
    await vi.waitFor(() => expect(other.removed()).toContain(id), LONG)
  })
})

describe.runIf(inject('testDatabaseUrl') === null)('a feed that listens on PGlite', () => {
  it('stands down without a word, and lets the poll serve', async () => {
    const other = openListeningFeed({ url: test.url, pollMs: 20 })
    await other.subscribe()
    const id = await test.add()
    await switchOff(id)
    await vi.waitFor(() => expect(other.removed()).toContain(id), LONG)
    await other.close()
    expect([other.wakes(), other.logged()]).toEqual([0, []])
  })
})
