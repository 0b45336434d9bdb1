import { KeysError } from '@itqan/keys-contract'
import { createCohorts } from './cohorts'

export interface FlushQueueOptions<T, R> {
  /** Keeps them, and tells all of them what came of it; or rejects: then none counts as kept. */
  flush(items: readonly T[]): Promise<R>
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
export interface FlushQueue<T, R> {
  /** @throws KeysError `audit_unavailable` */
  add(item: T): Promise<R>
  /** Flushes, even if nobody waits. */
  wake(): void
  /** Refuses what comes later, and resolves when nothing is under way. */
  close(): Promise<void>
}

interface Waiting<T, R> {
  item: T
  settle(outcome: Outcome<R>): void
  isSettled: boolean
}

type Outcome<R> = { result: R } | { error: unknown }

export function createFlushQueue<T, R>(options: FlushQueueOptions<T, R>): FlushQueue<T, R> {
  const { flush, afterwards, maxWaiting, maxTogether, patienceMs } = options
  const cohorts = createCohorts(patienceMs)
  let waiting: Waiting<T, R>[] = []
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
      const outcome = await flush(wanted.map(({ item }) => item)).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      )
      for (const one of wanted) one.settle(outcome)
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
      return new Promise<R>((resolve, reject) => {
        const stop = cohorts.join(() => one.settle({ error: new Error('No answer in time') }))
        const one: Waiting<T, R> = {
          item,
          isSettled: false,
          settle(outcome) {
            stop()
            one.isSettled = true
            if ('result' in outcome) resolve(outcome.result)
            else reject(unavailable('try again', outcome.error))
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

/** Says nothing of what was to be kept, nor of the database. */
export function unavailable(what: string, cause?: unknown): KeysError {
  return new KeysError('audit_unavailable', `The audit cannot be written: ${what}`, { cause })
}
