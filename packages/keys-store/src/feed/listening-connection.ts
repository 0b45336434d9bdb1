import { randomUUID } from 'node:crypto'
import { inTime } from '../in-time'
import type { Database } from '../database'

/** Where the migrations' trigger on `keys_epoch` speaks. */
const EPOCH_CHANNEL = 'itqan_keys_epoch'

/** What a process says to itself. Epochs are digits. */
const PROBE = 'probe '

/** In milliseconds. */
export interface ListeningTimes {
  /** Between two signs of life that are asked for. */
  heartbeatMs: number
  /** What an answer may take; less than `heartbeatMs`. */
  answerMs: number
  /** What a word may take from one connection to the other. */
  probeMs: number
}

/** A connection that does nothing but listen. It is used up when it is lost. */
export interface ListeningConnection {
  /**
   * Connects, and listens.
   *
   * @returns `embedded` where one session stands behind all connections: nobody is told anything there.
   * @throws Error when there is no answer in time.
   */
  open(): Promise<'listening' | 'embedded'>
  /**
   * Says a word over another connection and waits for it. A transaction pooler takes LISTEN, and passes
   * nothing on.
   *
   * @throws Error when the word could not be said, or this connection is lost.
   */
  hearsItself(): Promise<boolean>
  /** Asks for signs of life; rejects when there is none, or the connection ends. */
  untilLost(): Promise<never>
  /** Never rejects. */
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 5_000
const CLOSE_TIMEOUT_MS = 1_000
const KEEP_ALIVE_AFTER_MS = 10_000

export function openListeningConnection(
  database: Database,
  { onEpoch, ...times }: ListeningTimes & { onEpoch: () => void },
): ListeningConnection {
  const client = database.connection({
    application_name: 'keys feed',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  })
  let lose: (reason: unknown) => void = () => undefined
  const lost = new Promise<never>((_resolve, reject) => (lose = reject))
  // Whoever waits for something else has it from that.
  lost.catch(() => undefined)
  client.on('error', lose)
  client.on('end', () => lose(new Error('The server ended the connection')))

  const probe = `${PROBE}${randomUUID()}`
  let hear: () => void = () => undefined
  const heard = new Promise<true>((resolve) => (hear = () => resolve(true)))
  client.on('notification', ({ payload = '' }) => {
    if (payload === probe) hear()
    else if (!payload.startsWith(PROBE)) onEpoch()
  })

  async function ask(text: string): Promise<Record<string, unknown>[]> {
    const answer = client.query<Record<string, unknown>>(text)
    return (await inTime(Promise.race([answer, lost]), times.answerMs)).rows
  }

  async function hearsItself(): Promise<boolean> {
    const said = database.prisma.$executeRaw`SELECT pg_notify(${EPOCH_CHANNEL}, ${probe})`
    await inTime(Promise.race([said, lost]), times.answerMs)
    const isHeard = inTime(Promise.race([heard, lost]), times.probeMs)
    if (await isHeard.catch(() => false)) return true
    // A connection that is lost hears nothing either: that is another matter.
    await ask('SELECT 1')
    return false
  }

  return {
    async open() {
      await Promise.race([client.connect(), lost])
      const [server] = await ask('SELECT version()')
      if (String(server?.['version']).includes('PGlite')) return 'embedded'
      await ask(`LISTEN ${EPOCH_CHANNEL}`)
      return 'listening'
    },
    hearsItself,
    untilLost() {
      const timer = setInterval(() => void ask('SELECT 1').catch(lose), times.heartbeatMs).unref()
      return lost.finally(() => clearInterval(timer))
    },
    async close() {
      lose(new Error('The connection was closed'))
      // A server that is gone takes no goodbye.
      await inTime(client.end(), CLOSE_TIMEOUT_MS).catch(() => undefined)
    },
  }
}
