import type { Change, ChangeListener, KeyStore, ManagedKeys } from '@itqan/keys-router'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createChangeFeed, openDatabase } from '../src'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'
import { storeOn } from './store-on'

/** Longer than any test: what is told then was told by a commit. */
const NEVER_MS = 3_600_000
let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

interface Setup {
  pollMs?: number
  readTimeoutMs?: number
  /** Stands between the feed and the database. */
  through?: (read: () => ReturnType<KeyStore['changes']>) => ReturnType<KeyStore['changes']>
}

/** A store that wakes its own feed, as the dashboard has it. */
function setUp({ pollMs = NEVER_MS, readTimeoutMs, through = (read) => read() }: Setup = {}) {
  let reads = 0
  const store = storeOn(test.database, { onCommit: () => feed.wake() })
  const feed = createChangeFeed({
    pollMs,
    ...(readTimeoutMs && { readTimeoutMs }),
    changes: (since) => {
      reads += 1
      return through(() => store.changes(since))
    },
  })
  onTestFinished(() => feed.close())
  return { store, feed, reads: () => reads }
}

/** A listener that keeps what it is told. */
function createEar() {
  const told: Change[] = []
  let ends = 0
  const listener: ChangeListener = {
    onChange: (change) => void told.push(change),
    onEnd: () => (ends += 1),
  }
  const hear = (count: number) =>
    vi.waitFor(() => expect(told.length).toBeGreaterThanOrEqual(count), { timeout: 20_000 })
  return { listener, told, ends: () => ends, hear }
}

const flip = async (store: ManagedKeys, keyId: string, isActive = false) => {
  await store.setActive({ keyIds: [keyId], isActive }, someOrigin)
}

describe('a change feed', () => {
  it('tells every subscriber of a commit, with one read for all', async () => {
    const { store, feed, reads } = setUp()
    const ears = Array.from({ length: 50 }, createEar)
    for (const ear of ears) await feed.subscribe(ear.listener)
    const id = await test.add()
    const before = reads()
    const since = await test.epoch()
    await flip(store, id)
    for (const ear of ears) await ear.hear(1)
    expect(reads()).toBe(before + 1)
    for (const { told } of ears) {
      expect(told).toHaveLength(1)
      expect(told[0]).toMatchObject({ epoch: since + 1, removed: [id], cooldowns: [] })
    }
  })

  it('tells rests that are set and lifted, and that keys were edited', async () => {
    const { store, feed } = setUp()
    const ear = createEar()
    const id = await test.add()
    await feed.subscribe(ear.listener)
    const limited = entry(id, { outcome: 'rate_limit', model: 'm', until: inMs(60_000) })
    await store.report({ batchId: crypto.randomUUID(), entries: [limited] }, everyProvider)
    await ear.hear(1)
    expect(ear.told[0]).toMatchObject({ hasEdits: false, cooldowns: [{ until: limited.until }] })
    await store.resetErrors({ keyIds: [id] }, someOrigin)
    await ear.hear(2)
    expect(ear.told[1]).toMatchObject({ hasEdits: true, removed: [], cooldowns: [{ target: id }] })
    expect(ear.told[1]?.cooldowns[0]?.until.getTime()).toBeLessThanOrEqual(Date.now())
  })

  it('notices what another process changed', async () => {
    const { feed } = setUp({ pollMs: 5 })
    const ear = createEar()
    await feed.subscribe(ear.listener)
    await using elsewhere = openDatabase({ url: test.url, maxConnections: 1 })
    const id = await test.add()
    await flip(storeOn(elsewhere), id)
    await vi.waitFor(() => expect(ear.told.flatMap(({ removed }) => removed)).toContain(id), 20_000)
  })

  it('never reads twice at once, and reads once more for what came meanwhile', async () => {
    let underWay = 0
    let most = 0
    const gates: (() => void)[] = []
    const { feed, reads } = setUp({
      through: async (read) => {
        underWay += 1
        most = Math.max(most, underWay)
        await new Promise<void>((resolve) => gates.push(resolve))
        const change = await read()
        underWay -= 1
        return change
      },
    })
    const open = (count: number) =>
      vi.waitFor(() => {
        expect(gates).toHaveLength(count)
        gates.at(-1)?.()
      })
    const subscribed = feed.subscribe(createEar().listener)
    for (let wake = 0; wake < 100; wake += 1) feed.wake()
    await open(1)
    await subscribed
    await open(2)
    await vi.waitFor(() => expect(underWay).toBe(0))
    expect([reads(), most]).toEqual([2, 1])
  })

  it('leaves no gap and tells nothing twice under 100 commits at once', async () => {
    const { store, feed } = setUp({ pollMs: 3 })
    const ear = createEar()
    const ids = await Promise.all(Array.from({ length: 10 }, () => test.add()))
    await feed.subscribe(ear.listener)
    const start = await test.epoch()
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => flip(store, ids[index % 10] ?? '', index < 90)),
    )
    await vi.waitFor(() => expect(ear.told.at(-1)?.epoch).toBe(start + 100), 20_000)
    const ends = ear.told.map(({ epoch }) => epoch)
    expect(ear.told.map(({ since }) => since)).toEqual([start, ...ends.slice(0, -1)])
  }, 60_000)

  it('survives two reads that fail in a row, and tells the change afterwards', async () => {
    let failures = 2
    let isBroken = false
    const { store, feed } = setUp({
      pollMs: 5,
      through: async (read) => {
        if (isBroken && failures > 0) {
          failures -= 1
          throw new Error('no such table')
        }
        return read()
      },
    })
    const ear = createEar()
    const id = await test.add()
    await feed.subscribe(ear.listener)
    isBroken = true
    await flip(store, id)
    await ear.hear(1)
    expect(failures).toBe(0)
    expect(ear.told[0]).toMatchObject({ removed: [id] })
    expect(ear.ends()).toBe(0)
  })

  it('gives up a read that never ends, and tells the change with the next', async () => {
    const stuck: (() => void)[] = []
    let isStuck = false
    const { store, feed } = setUp({
      pollMs: 5,
      readTimeoutMs: 500,
      through: async (read) => {
        if (isStuck) await new Promise<void>((resolve) => stuck.push(resolve))
        return read()
      },
    })
    const ear = createEar()
    const id = await test.add()
    await feed.subscribe(ear.listener)
    isStuck = true
    await vi.waitFor(() => expect(stuck.length).toBeGreaterThan(0))
    isStuck = false
    await flip(store, id)
    await ear.hear(1)
    for (const release of stuck) release()
    await flip(store, id, true)
    await ear.hear(2)
    expect(ear.told).toMatchObject([{ removed: [id] }, { hasEdits: true }])
    expect(ear.told[1]?.since).toBe(ear.told[0]?.epoch)
  })

  it('takes no subscriber while the database cannot be read, and keeps none', async () => {
    const { feed } = setUp()
    await test.database.prisma.$executeRaw`ALTER TABLE keys_epoch RENAME TO keys_epoch_gone`
    const refused = await feed.subscribe(createEar().listener).catch((error: unknown) => error)
    await test.database.prisma.$executeRaw`ALTER TABLE keys_epoch_gone RENAME TO keys_epoch`
    expect(refused).toBeInstanceOf(Error)
    expect(feed.subscribers()).toBe(0)
    await feed.subscribe(createEar().listener)
    expect(feed.subscribers()).toBe(1)
  })

  it('tells that the database went back in time', async () => {
    const { feed } = setUp({ pollMs: 5 })
    const ear = createEar()
    await test.add()
    const epoch = await test.epoch()
    await feed.subscribe(ear.listener)
    await test.database.prisma.keysEpoch.update({ where: { id: 1 }, data: { epoch: 1 } })
    await ear.hear(1)
    await test.database.prisma.keysEpoch.update({ where: { id: 1 }, data: { epoch } })
    expect(ear.told[0]).toMatchObject({ since: epoch, epoch: 1, removed: [], hasEdits: true })
  })

  it('reads nothing while nobody listens', async () => {
    const { store, feed, reads } = setUp({ pollMs: 1 })
    const leave = await feed.subscribe(createEar().listener)
    leave()
    await vi.waitFor(() => expect(reads()).toBeGreaterThan(0))
    const before = reads()
    await flip(store, await test.add())
    await test.epoch()
    expect(reads()).toBe(before)
  })

  it('tells a newcomer nothing of what was committed while nobody listened', async () => {
    const { store, feed } = setUp()
    const leave = await feed.subscribe(createEar().listener)
    leave()
    await flip(store, await test.add())
    const ear = createEar()
    await feed.subscribe(ear.listener)
    const id = await test.add()
    const since = await test.epoch()
    await flip(store, id)
    await ear.hear(1)
    expect(ear.told).toMatchObject([{ epoch: since + 1, removed: [id] }])
  })

  it('keeps nobody after 10,000 came and went, and lets the others stay', async () => {
    const { feed } = setUp()
    const ear = createEar()
    const leave = await feed.subscribe(ear.listener)
    for (let turn = 0; turn < 10_000; turn += 1) {
      const gone = await feed.subscribe(ear.listener)
      gone()
      gone()
    }
    expect(feed.subscribers()).toBe(1)
    leave()
    expect(feed.subscribers()).toBe(0)
  })

  it('ends for those who listen and for those who come later', async () => {
    const { feed, store } = setUp()
    const ears = [createEar(), createEar(), createEar()] as const
    const leave = await feed.subscribe(ears[0].listener)
    await feed.subscribe(ears[1].listener)
    feed.close()
    feed.close()
    await feed.subscribe(ears[2].listener)
    await flip(store, await test.add())
    leave()
    expect(ears.map((ear) => ear.ends())).toEqual([1, 1, 1])
    expect(ears.flatMap((ear) => ear.told)).toEqual([])
    expect(feed.subscribers()).toBe(0)
  })
})
