import type { PresenceReader } from '../ports'
import { countStreams } from '../telemetry/server-metrics'
import type { Caller } from '../trpc'
import { createStreams, type Streams, type StreamsOptions } from './streams'

/** Who comes in, and who stays. */
export interface Presence extends PresenceReader {
  admitted(caller: Caller): void
  /** Bounded by app, counted by secret. */
  open: Streams['open']
}

export function createPresence(options: StreamsOptions = {}): Presence {
  const limits = createStreams(options)
  // Only what the guard has accepted gets in: neither grows beyond the list of secrets.
  const uses = new Map<string, Date>()
  const open = new Map<string, number>()
  return {
    since: new Date(),
    admitted: ({ fingerprint }) => void uses.set(fingerprint, new Date()),
    lastUsedAt: (fingerprint) => uses.get(fingerprint) ?? null,
    streams: (fingerprint) => open.get(fingerprint) ?? 0,
    open(caller) {
      const close = limits.open(caller)
      const { fingerprint } = caller
      const add = (change: number) => open.set(fingerprint, (open.get(fingerprint) ?? 0) + change)
      add(1)
      countStreams(caller.app, 1)
      let isOpen = true
      return () => {
        close()
        if (!isOpen) return
        isOpen = false
        add(-1)
        countStreams(caller.app, -1)
        // A secret is in use for as long as its streams are.
        uses.set(fingerprint, new Date())
      }
    },
  }
}
