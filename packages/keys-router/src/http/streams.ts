import { Stopping } from './stopping'
import { TooManyRequests } from './too-many-requests'

/** Most open streams of one caller: what one process of the dashboard serves well in all. */
const MAX_STREAMS_PER_CALLER = 2_000

/** One closes when its app ends, which is seldom: asked again sooner, the answer is the same. */
const RETRY_AFTER_MS = 30_000

/** The streams that are open, by caller. */
export interface Streams {
  /**
   * Counts one more.
   *
   * @returns what ends it; calling that again is harmless.
   * @throws TooManyRequests when the caller has as many as it may; Stopping when this process ends.
   */
  open(caller: { app: string | null; fingerprint: string }): () => void
}

export interface StreamsOptions {
  /** Most open streams of one caller. Default 2,000. */
  maxStreams?: number | undefined
  /** Whether this process ends: then none is opened any more. Default: it does not. */
  isDraining?: (() => boolean) | undefined
}

export function createStreams(options: StreamsOptions = {}): Streams {
  const { maxStreams: max = MAX_STREAMS_PER_CALLER, isDraining = () => false } = options
  const counts = new Map<string, number>()
  return {
    open({ app }) {
      if (isDraining()) throw new Stopping()
      // Secrets without a name share one allowance.
      const caller = app ?? ''
      const count = counts.get(caller) ?? 0
      if (count >= max) throw new TooManyRequests(RETRY_AFTER_MS)
      counts.set(caller, count + 1)
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        const left = (counts.get(caller) ?? 1) - 1
        if (left > 0) counts.set(caller, left)
        else counts.delete(caller)
      }
    },
  }
}
