import { type WatchEvent, watchEventSchema, type WatchInput } from '@itqan/keys-contract'
import { backoffDelay, reconnectBackoff, refusedPause } from '../backoff'
import type { Clock, Timer } from '../clock'
import type { KeysClientError } from '../errors'
import type { Events } from '../events'

/** A stream that has stayed open this long starts the delays anew when it breaks, in milliseconds. */
const HEALTHY_MS = 60_000

/** What a stream tells its reader. After `onEnd` it says no more. */
export interface StreamHandlers {
  onData(data: unknown): void
  onEnd(failure: KeysClientError): void
}

export type OpenStream = (input: WatchInput, handlers: StreamHandlers) => { close(): void }

interface WatchSupervisorOptions {
  open: OpenStream
  /** The epoch that the next stream must tell from. */
  since: () => number | undefined
  onEvent: (event: WatchEvent) => void
  /** Something on the stream could not be read. */
  onGarbled: () => void
  onRefused: (failure: KeysClientError) => void
  onStreaming: (isOpen: boolean) => void
  clock: Clock
  random: () => number
  events: Events
}

export type StreamState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed'

/** Keeps one stream of changes open, for ever: whatever ends it, it is opened again. */
export interface WatchSupervisor {
  readonly state: StreamState
  /** Begins, if it has not begun. `again`: a refused secret is tried again at once. */
  start(options: { again: boolean }): void
  close(): void
}

export function createWatchSupervisor(options: WatchSupervisorOptions): WatchSupervisor {
  const { open, since, onEvent, onGarbled, onRefused, onStreaming } = options
  const { clock, random, events } = options
  let state: StreamState = 'idle'
  let stream: { close(): void } | null = null
  let timer: Timer | null = null
  let failures = 0
  let isRefused = false

  function connect(): void {
    if (state === 'closed') return
    state = 'connecting'
    let openedAt: number | null = null
    const epoch = since()
    stream = open(epoch === undefined ? {} : { since: epoch }, {
      onData(data) {
        const event = watchEventSchema.safeParse(data)
        if (openedAt === null) {
          openedAt = clock.steady()
          state = 'open'
          onStreaming(true)
        }
        if (event.success) onEvent(event.data)
        else onGarbled()
      },
      onEnd(failure) {
        stream = null
        if (state === 'closed') return
        if (openedAt !== null) {
          onStreaming(false)
          if (clock.steady() - openedAt >= HEALTHY_MS) failures = 0
        }
        failures += 1
        retry(failure)
        if (isRefused) onRefused(failure)
      },
    })
  }

  function retry(failure: KeysClientError): void {
    state = 'waiting'
    isRefused = failure.code === 'unauthorized'
    const delay = isRefused
      ? refusedPause(random)
      : backoffDelay({ failures, ...reconnectBackoff, random })
    const retryInMs = Math.round(Math.max(delay, failure.retryAfterMs ?? 0))
    timer = clock.after(retryInMs, connect, { background: true })
    events.emit('disconnected', { reason: failure.message, retryInMs })
  }

  return {
    get state() {
      return state
    },
    start({ again }) {
      if (state !== 'idle' && !(again && state === 'waiting' && isRefused)) return
      timer?.cancel()
      connect()
    },
    close() {
      state = 'closed'
      timer?.cancel()
      stream?.close()
      stream = null
    },
  }
}
