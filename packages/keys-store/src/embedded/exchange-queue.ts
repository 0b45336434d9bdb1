import type { PGlite } from '@electric-sql/pglite'

/** One client's messages up to the point where it waits for an answer. */
interface Exchange {
  client: number
  messages: Uint8Array[]
  onData: (data: Uint8Array) => void
  resolve: (bytes: number) => void
  reject: (error: Error) => void
}

/** The part of PGlite's socket server that decides whose message runs next. */
export interface ExchangeQueue {
  enqueue(client: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number>
  clearQueueForHandler(client: number): void
  clearTransactionIfNeeded(client: number): Promise<void>
  getQueueLength(): number
}

/**
 * PGlite is one session. The server's own queue takes turns by message, so that one client's Parse
 * may stand between another's Bind and Execute, and answers are lost. This one takes turns by
 * exchange, and leaves the turn with a client that has a transaction open.
 */
export function createExchangeQueue(database: PGlite): ExchangeQueue {
  const unfinished = new Map<number, Uint8Array[]>()
  let waiting: Exchange[] = []
  let holder: number | null = null
  let isRunning = false

  function next(): Exchange | undefined {
    const index = holder === null ? 0 : waiting.findIndex(({ client }) => client === holder)
    return index < 0 ? undefined : waiting.splice(index, 1)[0]
  }

  async function run(exchange: Exchange): Promise<void> {
    const { client, messages, onData, resolve, reject } = exchange
    let bytes = 0
    const onRawData = (data: Uint8Array) => {
      bytes += data.length
      onData(data)
    }
    try {
      await database.runExclusive(async () => {
        for (const message of messages) await database.execProtocolRawStream(message, { onRawData })
      })
      resolve(bytes)
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    holder = database.isInTransaction() ? client : null
  }

  async function drain(): Promise<void> {
    if (isRunning) return
    isRunning = true
    for (let exchange = next(); exchange; exchange = next()) await run(exchange)
    isRunning = false
  }

  return {
    enqueue(client, message, onData) {
      const messages = [...(unfinished.get(client) ?? []), message]
      if (isMidway(message)) {
        unfinished.set(client, messages)
        return Promise.resolve(0)
      }
      unfinished.delete(client)
      return new Promise((resolve, reject) => {
        waiting.push({ client, messages, onData, resolve, reject })
        void drain()
      })
    },
    clearQueueForHandler(client) {
      unfinished.delete(client)
      const gone = waiting.filter((exchange) => exchange.client === client)
      waiting = waiting.filter((exchange) => exchange.client !== client)
      for (const { reject } of gone) reject(new Error('The client is gone'))
    },
    async clearTransactionIfNeeded(client) {
      if (holder !== client) return
      await database.exec('ROLLBACK')
      holder = null
      await drain()
    },
    getQueueLength: () => waiting.length,
  }
}

/** Parse, Bind, Describe, Execute and Close: the client goes on to a Sync before it reads. */
const midway = new Set([...'PBDEC'].map((letter) => letter.charCodeAt(0)))

function isMidway(message: Uint8Array): boolean {
  return midway.has(message[0] ?? 0)
}
