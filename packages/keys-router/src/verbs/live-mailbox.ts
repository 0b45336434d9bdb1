import type { LiveEvent } from '@itqan/keys-contract'
import type { LiveListener } from '../ports'
import { mergeLiveEvents } from './merge-live-events'

/** Holds what a page has not yet been told: one event, however slow its network is. */
export interface LiveMailbox extends LiveListener {
  /** What came since the last call, as one event; `null` when nothing did. */
  take(): LiveEvent | null
  /** Resolves with the next event, the next `wake`, or the end. */
  news(): Promise<void>
  wake(): void
  hasEnded(): boolean
}

export function createLiveMailbox(): LiveMailbox {
  let pending: LiveEvent | null = null
  let isOver = false
  let resume: () => void = () => undefined
  return {
    onEvent(event) {
      pending = pending ? mergeLiveEvents(pending, event) : event
      resume()
    },
    onEnd() {
      isOver = true
      resume()
    },
    take() {
      const taken = pending
      pending = null
      return taken
    },
    news: () =>
      new Promise((resolve) => {
        resume = resolve
        if (pending || isOver) resolve()
      }),
    wake: () => resume(),
    hasEnded: () => isOver,
  }
}
