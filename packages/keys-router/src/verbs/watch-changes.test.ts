import type { WatchEvent } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { createMemoryAudit, createToldFeed, someOrigin, storeWith } from '../../test/open-doors'
import type { Change } from '../ports'
import { watchChanges } from './watch-changes'

const at = (epoch: number): Omit<Change, 'since'> => ({
  epoch,
  removed: [],
  cooldowns: [],
  hasEdits: false,
})

/** A stream whose every step the test takes itself. */
function setUp(options: { subscribers?: number; duringFirstRead?: () => void } = {}) {
  const { subscribers = 1, duringFirstRead = () => undefined } = options
  const { feed, listeners } = createToldFeed()
  const store = storeWith({
    changes: async () => {
      duringFirstRead()
      return at(5)
    },
  })
  const leaving = new AbortController()
  const input = { since: 5 }
  const ctx = {
    store,
    feed: { ...feed, subscribers: () => subscribers },
    audit: createMemoryAudit(),
    origin: someOrigin,
    trace: () => undefined,
    restriction: { provider: null },
    onLeave: () => undefined,
  }
  const events = watchChanges({ ctx, input, signal: leaving.signal })
  const tell = (change: Partial<Change>) => {
    for (const listener of listeners) listener.onChange({ ...at(6), since: 5, ...change })
  }
  const next = async (): Promise<WatchEvent | null> => (await events.next()).value ?? null
  return { events, next, tell, listeners, leaving }
}

describe('a stream', () => {
  it('tells what was committed while it read for the first time', async () => {
    const stream = setUp({ duringFirstRead: () => stream.tell({ epoch: 6, removed: ['a'] }) })
    expect(await stream.next()).toMatchObject({ reason: 'sync', epoch: 5 })
    expect(await stream.next()).toMatchObject({ reason: 'revoked', epoch: 6, removed: ['a'] })
  })

  it('does not tell again what its first event told', async () => {
    const stream = setUp({ duringFirstRead: () => stream.tell({ since: 4, epoch: 5 }) })
    expect(await stream.next()).toMatchObject({ reason: 'sync', epoch: 5 })
    const next = stream.next()
    // Taken, and passed over, before the next one is told.
    await new Promise((resolve) => setImmediate(resolve))
    stream.tell({ since: 5, epoch: 6 })
    expect(await next).toMatchObject({ since: 5, epoch: 6 })
  })

  it('tells that the database went back, to before its first event too', async () => {
    const stream = setUp()
    await stream.next()
    stream.tell({ since: 5, epoch: 2, hasEdits: true })
    expect(await stream.next()).toMatchObject({ since: 5, epoch: 2, reason: 'keys' })
  })

  it('tells what follows a step back, below what it told before', async () => {
    const stream = setUp()
    await stream.next()
    stream.tell({ since: 5, epoch: 2, hasEdits: true })
    await stream.next()
    const next = stream.next()
    stream.tell({ since: 2, epoch: 3, removed: ['a'] })
    await new Promise((resolve) => setImmediate(resolve))
    stream.leaving.abort()
    expect(await next).toMatchObject({ since: 2, epoch: 3, removed: ['a'] })
  })

  it.each([
    { told: { hasEdits: true, removed: ['a'] }, reason: 'keys' },
    { told: { removed: ['a'] }, reason: 'revoked' },
    { told: {}, reason: 'cooldowns' },
  ])('gives the reason that asks most of a client: $reason', async ({ told, reason }) => {
    const stream = setUp()
    await stream.next()
    stream.tell(told)
    expect(await stream.next()).toMatchObject({ reason })
  })

  it.each([
    [3, true, 3],
    [5_000, true, 1_000],
    [5_000, false, 0],
  ])('spreads what %i clients ask afterwards (edits: %s) over %i ms', async (...row) => {
    const [subscribers, hasEdits, spreadMs] = row
    const stream = setUp({ subscribers })
    await stream.next()
    stream.tell({ hasEdits })
    expect(await stream.next()).toMatchObject({ spreadMs })
  })

  it('ends when its caller leaves, also in the middle of its first read', async () => {
    const waiting = setUp()
    await waiting.next()
    const next = waiting.next()
    waiting.leaving.abort()
    expect(await next).toBeNull()
    expect(waiting.listeners.size).toBe(0)

    const reading = setUp({ duringFirstRead: () => reading.leaving.abort() })
    await reading.next()
    expect(await reading.next()).toBeNull()
    expect(reading.listeners.size).toBe(0)
  })
})
