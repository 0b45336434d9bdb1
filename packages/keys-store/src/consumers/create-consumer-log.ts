import type { ConsumerLog, Log } from '@itqan/keys-router'
import type { Database } from '../database'
import { codeOf } from '../error-code'
import { type Unstored, withSighting, withUnstored } from './gather-sightings'
import { storeConsumers } from './store-consumers'

export interface ConsumerLogOptions {
  database: Database
  log: Log
  /** How often it writes at most, in milliseconds. Default 2,000. */
  flushMs?: number
}

/** The log, and what its owner does with it at the end. */
export interface OwnedConsumerLog extends ConsumerLog {
  /** Writes what is left, if that succeeds at once. What is seen later is passed over. */
  close(): Promise<void>
}

/** Gathers in memory, and writes all apps with one statement. What cannot be written is kept for the next. */
export function createConsumerLog(options: ConsumerLogOptions): OwnedConsumerLog {
  const { database, log, flushMs = 2_000 } = options
  let unstored = new Map<string, Unstored>()
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<void> = Promise.resolve()
  let hasFailed = false
  let isClosed = false

  async function flush(): Promise<void> {
    const news = unstored
    if (news.size === 0) return
    unstored = new Map()
    try {
      await storeConsumers(database.prisma, [...news.values()])
      if (hasFailed) log.error('consumers are written again', {})
      hasFailed = false
    } catch (error) {
      for (const one of news.values())
        unstored.set(one.app, withUnstored(unstored.get(one.app), one))
      if (!hasFailed) log.error('consumers cannot be written', { code: codeOf(error) })
      hasFailed = true
    }
  }

  function schedule(): void {
    if (isClosed) return
    timer ??= setTimeout(() => {
      flushing = flush().finally(() => {
        timer = undefined
        if (unstored.size > 0) schedule()
      })
    }, flushMs).unref()
  }

  return {
    saw(sighting) {
      if (isClosed) return
      unstored.set(sighting.app, withSighting(unstored.get(sighting.app), sighting))
      schedule()
    },
    async close() {
      if (isClosed) return
      isClosed = true
      clearTimeout(timer)
      await flushing
      await flush()
    },
  }
}
