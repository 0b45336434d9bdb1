import type { Change } from '@itqan/keys-router'
import { onTestFinished, vi } from 'vitest'
import {
  createChangeFeed,
  createEpochListener,
  type EpochListenerOptions,
  openDatabase,
} from '../../src'
import { storeOn } from '../store-on'

/** Longer than any test: what is told then, a signal told. */
const NEVER_MS = 3_600_000

interface Setup extends Partial<Omit<EpochListenerOptions, 'database' | 'log'>> {
  url: string
  /** Where the listening connection goes, if not the same way as the pool's. */
  listenUrl?: string
  pollMs?: number
}

/** One dashboard: a store and a feed that listens, over a pool of its own. */
export function openListeningFeed({ url, listenUrl = url, pollMs = NEVER_MS, ...times }: Setup) {
  const database = openDatabase({ url, maxConnections: 3 })
  const log = { error: vi.fn<(message: string, fields: Record<string, unknown>) => void>() }
  const { connection } = openDatabase({ url: listenUrl })
  const listener = createEpochListener({ database: { ...database, connection }, log, ...times })
  let wakes = 0
  const store = storeOn(database)
  const feed = createChangeFeed({
    changes: (since) => store.changes(since),
    pollMs,
    signals: [
      {
        start: (wake) =>
          listener.start(() => {
            wakes += 1
            wake()
          }),
        close: () => listener.close(),
      },
    ],
  })
  const close = async () => {
    feed.close()
    await feed.ended()
    await database.close()
  }
  onTestFinished(close)
  const told: Change[] = []
  let ends = 0
  return {
    store,
    feed,
    told,
    close,
    /** Ids that the subscriber was told to drop. */
    removed: () => told.flatMap((change) => change.removed),
    ends: () => ends,
    /** How often the listener woke the feed. */
    wakes: () => wakes,
    logged: () => log.error.mock.calls.map(([message]) => message),
    subscribe: () =>
      feed.subscribe({ onChange: (change) => void told.push(change), onEnd: () => (ends += 1) }),
  }
}
