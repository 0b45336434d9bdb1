import { KeysError } from '@itqan/keys-contract'
import { createCohorts } from './cohorts'

export interface FlushQueueOptions<T> {
  /** Keeps all of them, or rejects: then none counts as kept. */
  flush(items: readonly T[]): Promise<void>
  /** What is to be done between two flushes, and keeps nobody waiting who was kept. Never rejects. */
  afterwards(): Promise<void>
  /** More that wait are refused at once. */
  maxWaiting: number
  /** The most of one flush. */
  maxTogether: number
  /** Whoever waited this long is refused, whatever hangs. In milliseconds. */
  patienceMs: number
}

/** What arrives while a flush is under way goes together with the next one. */
export interface FlushQueue<T> {
  /** @throws KeysError `audit_unavailable` */
  add(item: T): Promise<void>
  /** Flushes, even if nobody waits. */
  wake(): void
  /** Refuses what comes later, and resolves when nothing is under way. */
  close(): Promise<void>
}

interface Waiting<T> {
  item: T
  settle(error?: unknown): void
  isSettled: boolean
}

export function createFlushQueue<T>(options: FlushQueueOptions<T>): FlushQueue<T> {
  const { flush, afterwards, maxWaiting, maxTogether, patienceMs } = options
  const cohorts = createCohorts(patienceMs)
  let waiting: Waiting<T>[] = []
  let running: Promise<void> | null = null
  let isWoken = false
  let isClosed = false

  async function run(): Promise<void> {
    while (waiting.length > 0 || isWoken) {
      isWoken = false
      const batch = waiting.slice(0, maxTogether)
      waiting = waiting.slice(maxTogether)
      // Who was refused meanwhile wants nothing any more.
      const wanted = batch.filter(({ isSettled }) => !isSettled)
      const error = await flush(wanted.map(({ item }) => item)).then(() => undefined, toError)
      for (const one of wanted) one.settle(error)
      await afterwards()
    }
  }

  function wake(): void {
    isWoken = true
    running ??= run().finally(() => {
      running = null
      if (waiting.length > 0 || isWoken) wake()
    })
  }

  return {
    wake,
    add(item) {
      if (isClosed) return Promise.reject(unavailable('it was closed'))
      if (waiting.length >= maxWaiting) return Promise.reject(unavailable('too many wait'))
      return new Promise<void>((resolve, reject) => {
        const stop = cohorts.join(() => one.settle(new Error('No answer in time')))
        const one: Waiting<T> = {
          item,
          isSettled: false,
          settle(cause) {
            stop()
            one.isSettled = true
            if (cause === undefined) resolve()
            else reject(unavailable('try again', cause))
          },
        }
        waiting.push(one)
        wake()
      })
    },
    async close() {
      isClosed = true
      while (running) await running
    },
  }
}

/** An `undefined` that was thrown is an error, too. */
const toError = (error: unknown): unknown => error ?? new Error('The flush failed')

/** Says nothing of what was to be kept, nor of the database. */
export function unavailable(what: string, cause?: unknown): KeysError {
  return new KeysError('audit_unavailable', `The audit cannot be written: ${what}`, { cause })
}
