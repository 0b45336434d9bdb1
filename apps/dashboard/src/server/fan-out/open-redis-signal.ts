import { randomUUID } from 'node:crypto'
import type { Log } from '@itqan/keys-router'
import type { ChangeSignal } from '@itqan/keys-store'
import { Redis, type RedisOptions } from 'ioredis'
import { reasonOf } from '../rate-limit/redis-line'
import { createTeller } from './teller'

/** Of the whole Redis, whatever the number of the database. */
export const FAN_OUT_CHANNEL = 'itqan:keys-epoch'

/** A connection that says nothing is given up, in milliseconds. */
const SILENCE_MS = 2_000

/** A subscriber that hears nothing asks whether anybody is there, in milliseconds. */
const PING_MS = 5_000

const patience = {
  connectTimeout: SILENCE_MS,
  socketTimeout: SILENCE_MS,
  commandTimeout: SILENCE_MS,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  lazyConnect: true,
  retryStrategy: (times) => Math.min(100 * times, 2_000) * (0.5 + Math.random() / 2),
} satisfies RedisOptions

/** Hears of other dashboards' changes, and tells them of this one's. */
export interface RedisSignal extends ChangeSignal {
  /** Something was committed here. Nobody waits for it, and it never throws. */
  tell(): void
}

/**
 * Carries changes over Redis: for dashboards behind a transaction pooler, which lets no LISTEN through.
 * It says that something changed, and never what: a message that is lost, doubled or forged costs one
 * read, and while Redis is away the feed polls.
 */
export function openRedisSignal({ url, log }: { url: string; log: Log }): RedisSignal {
  const own = randomUUID()
  const publisher = new Redis(url, patience)
  // One that subscribes may do nothing else.
  const subscriber = new Redis(url, patience)
  const teller = createTeller(() => publisher.publish(FAN_OUT_CHANNEL, own))
  let pings: NodeJS.Timeout | undefined
  let isAway = false
  let isClosed = false

  function away(error: unknown): void {
    if (isAway || isClosed) return
    isAway = true
    log.error('Redis carries no changes: the feed goes on without', { reason: reasonOf(error) })
  }

  function back(): void {
    if (isAway) log.error('Redis carries changes again', {})
    isAway = false
  }

  /** What goes wrong later is told as an event; the connection is tried for ever. */
  function connect(redis: Redis): void {
    if (redis.status === 'wait') redis.connect().catch(() => undefined)
  }

  publisher.on('error', away)
  publisher.on('ready', () => teller.open())
  publisher.on('close', () => teller.shut())
  subscriber.on('error', away)

  return {
    start(wake) {
      if (isClosed) return
      subscriber.on('message', (_channel, sender) => {
        if (sender !== own) wake()
      })
      subscriber.on('ready', () => {
        // What was told while nobody listened.
        const listening = subscriber.subscribe(FAN_OUT_CHANNEL).then(back).then(wake)
        listening.catch(away)
      })
      // Silence is what a subscriber hears all day: only an answer tells it from a hang.
      pings = setInterval(() => void subscriber.ping().catch(() => undefined), PING_MS).unref()
      connect(subscriber)
    },
    tell() {
      if (isClosed) return
      connect(publisher)
      teller.tell()
    },
    async close() {
      isClosed = true
      clearInterval(pings)
      for (const redis of [publisher, subscriber]) redis.disconnect()
    },
  }
}
