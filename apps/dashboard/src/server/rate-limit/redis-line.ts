import type { Log } from '@itqan/keys-router'
import { Redis } from 'ioredis'

/** What Redis is given to answer, in milliseconds: with the insurance a decision comes within 250. */
const ANSWER_MS = 200

/** How long nobody waits for a Redis that was away, in milliseconds. Then one call tries again. */
const PAUSE_MS = 1_000

/** A connection that says nothing is given up, in milliseconds. */
const SILENCE_MS = 2_000

/** A Redis that may be away, hang or come back, at any time. */
export interface RedisLine {
  redis: Redis
  /** Asks Redis; while it is away, or gives no answer in time, the insurance. */
  ask<T>(onRedis: () => Promise<T>, insurance: () => Promise<T>): Promise<T>
  close(): void
}

export function openRedisLine({ url, log }: { url: string; log: Log }): RedisLine {
  const redis = new Redis(url, {
    commandTimeout: ANSWER_MS,
    connectTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    // A call that was late has been decided elsewhere: it is not asked once more.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(100 * times, 2_000),
  })
  let isAway = false
  let pausedUntil = 0

  function away(error: unknown): void {
    pausedUntil = performance.now() + PAUSE_MS
    if (isAway) return
    isAway = true
    log.error('Redis is away: each process limits by itself', { reason: reasonOf(error) })
  }

  redis.on('error', away)
  redis.on('ready', () => (pausedUntil = 0))
  // What goes wrong is told as an event; the connection is tried for ever.
  redis.connect().catch(() => undefined)

  return {
    redis,
    async ask(onRedis, insurance) {
      const now = performance.now()
      if (now < pausedUntil) return insurance()
      // One finds out whether it is back: the others do not wait with it.
      if (isAway) pausedUntil = now + PAUSE_MS
      try {
        const answer = await onRedis()
        isAway = false
        pausedUntil = 0
        return answer
      } catch (error) {
        away(error)
        return insurance()
      }
    },
    close: () => redis.disconnect(),
  }
}

/** A code or the first word of a refusal. Messages may repeat the address, and a password in it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error.message === 'Command timed out') return 'timed out'
  return /^[A-Z]{4,}(?= )/.exec(error.message)?.[0] ?? error.name
}
