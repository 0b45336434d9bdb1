import type { ChangeFeed, ChangeListener, KeyStore, Log } from '@itqan/keys-router'
import type { ChangeSignal } from './change-signal'
import { createReadHealth } from './read-health'

export interface ChangeFeedOptions {
  /** Reads what came after an epoch. */
  changes: KeyStore['changes']
  /** How often to look for what other processes changed, in milliseconds. Default 1,000. */
  pollMs?: number
  /** A read without an answer is given up after this time, in milliseconds. Default 5,000. */
  readTimeoutMs?: number
  /** Ways to hear of other processes' changes sooner than by polling. They close with the feed. */
  signals?: ChangeSignal[]
  /** Told of the first failed read, and of the first that succeeds again. */
  log?: Log
}

/** The feed, and what its owner does with it. */
export interface OwnedChangeFeed extends ChangeFeed {
  /** Something was committed: reads it and tells it. Never throws. */
  wake(): void
  /** Tells every subscriber, and all who come later, that nothing more follows. */
  close(): void
  /** Resolves once all signals of a closed feed gave their connections back, in bounded time. */
  ended(): Promise<void>
}

/**
 * Follows the database with one reader for all subscribers: woken by this process's own commits, and
 * by its signals and the clock for those of others. It reads nothing while nobody listens, and ends its subscribers when
 * it cannot read: whoever thinks itself told must not miss a revocation.
 */
export function createChangeFeed({
  changes,
  pollMs = 1_000,
  readTimeoutMs = 5_000,
  signals = [],
  log,
}: ChangeFeedOptions): OwnedChangeFeed {
  const listeners = new Set<ChangeListener>()
  /** How far the subscribers were told; `null` before the first read. */
  let told: number | null = null
  let reading: Promise<void> | null = null
  let isStale = false
  let isClosed = false
  let isListening = false
  let ended: Promise<unknown> = Promise.resolve()
  const health = createReadHealth(log)
  let timer: NodeJS.Timeout | undefined

  async function read(): Promise<void> {
    const since = told
    isStale = false
    try {
      const { epoch, ...rest } = await inTime(changes(since ?? undefined), readTimeoutMs)
      health.succeeded()
      if (listeners.size === 0) return
      told = epoch
      if (since === null || since === epoch) return
      // One object for all: what is made of it for one serves the others.
      const change = { since, epoch, ...rest }
      for (const listener of listeners) listener.onChange(change)
    } catch (error) {
      // The next poll tries again.
      isStale = false
      const isLost = health.failed(error)
      // Before the first read, `subscribe` itself fails.
      if (isLost && told !== null) endAll()
    }
  }

  function wake(): void {
    isStale = true
    if (reading || listeners.size === 0) return
    reading = read().finally(() => {
      reading = null
      if (isStale) wake()
    })
  }

  function leave(listener: ChangeListener): void {
    if (!listeners.delete(listener) || listeners.size > 0) return
    clearInterval(timer)
    // Whoever comes next asks where the database stands by then.
    told = null
  }

  function endAll(): void {
    for (const listener of listeners) {
      leave(listener)
      listener.onEnd()
    }
  }

  /** For good: a connection that stands is there for whoever comes next. */
  function listen(): void {
    if (isListening) return
    isListening = true
    for (const signal of signals) signal.start(wake)
  }

  async function subscribe({ onChange, onEnd }: ChangeListener): Promise<() => void> {
    if (isClosed) {
      onEnd()
      return () => undefined
    }
    listen()
    const listener = { onChange, onEnd }
    listeners.add(listener)
    if (listeners.size === 1) timer = setInterval(wake, pollMs).unref()
    if (told === null) {
      wake()
      await reading
      if (told === null && listeners.has(listener)) {
        leave(listener)
        throw new Error('The change feed cannot read the database', { cause: health.failure() })
      }
    }
    return () => leave(listener)
  }

  return {
    subscribe,
    subscribers: () => listeners.size,
    wake,
    close() {
      if (isClosed) return
      isClosed = true
      endAll()
      ended = Promise.all(signals.map((signal) => signal.close()))
    },
    ended: async () => void (await ended),
  }
}

/** What answers late is passed over: the next read tells it. */
async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
