import type { Change, ChangeListener } from '../ports'
import { mergeChanges } from './merge-changes'

/** Holds what a reader has not yet taken: at most one change, however slow the reader is. */
export interface Mailbox extends ChangeListener {
  /** The changes since the last call, as one; waits for the first. `null` at the end. */
  take(): Promise<Change | null>
}

export function createMailbox(): Mailbox {
  let pending: Change | null = null
  let hasEnded = false
  let wake: () => void = () => undefined
  return {
    onChange(change) {
      pending = pending ? mergeChanges(pending, change) : change
      wake()
    },
    onEnd() {
      hasEnded = true
      wake()
    },
    async take() {
      while (!pending && !hasEnded) await new Promise<void>((resolve) => (wake = resolve))
      const taken = pending
      pending = null
      return taken
    },
  }
}
