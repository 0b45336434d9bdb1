import type { WatchEvent } from '@itqan/keys-contract'
import type { Change, ChangeFeed, ChangeListener, Restriction, Trace } from '../ports'
import { mergeChanges } from '../verbs/merge-changes'
import { isNews, reasonOf, spreadOf, toEvent } from '../verbs/watch-event'
import { CONNECTED, type EventBytes, PING, RETURN } from './event-bytes'
import type { OpenStream, Sink } from './hot-answer'

interface StreamWriterOptions {
  feed: Pick<ChangeFeed, 'subscribers'>
  restriction: Restriction
  trace: Trace
  bytes: EventBytes
  /** A stream that was quiet for so long says so, in milliseconds. */
  pingMs: number
  /** Called once, when nothing more is written. */
  onOver: () => void
}

/** A stream that is told changes before it can write, and while it cannot: it holds one, merged. */
export interface StreamWriter extends ChangeListener {
  /** Begins with what came after `first.since`. `source` is the same object for all who are told it. */
  start(sink: Sink, first: Change, source: object): OpenStream
  /** Nobody is there to write to. */
  leave(): void
}

export function createStreamWriter(options: StreamWriterOptions): StreamWriter {
  const { feed, restriction, trace, bytes, pingMs, onOver } = options
  let pending: Change | null = null
  let hasEnded = false
  let isOver = false
  let sink: Sink | null = null
  let hasRoom = true
  let known = 0
  let quiet: NodeJS.Timeout | undefined

  function write(part: Uint8Array): void {
    hasRoom = sink?.write(part) ?? false
    quiet?.refresh()
  }

  function bytesOf(change: Change, reason: WatchEvent['reason'], source: object): Uint8Array {
    const spreadMs = spreadOf(change, feed)
    const form = `${reason} ${spreadMs} ${restriction.provider ?? ''}`
    return bytes.of(source, form, () => toEvent(change, { restriction, reason, spreadMs }))
  }

  function close(): void {
    if (isOver) return
    isOver = true
    clearTimeout(quiet)
    pending = null
    onOver()
  }

  function finish(): void {
    if (isOver) return
    close()
    sink?.write(RETURN)
    sink?.end()
  }

  function flush(): void {
    if (!sink || !hasRoom || isOver) return
    const change = pending
    pending = null
    if (change && isNews(change, known)) {
      known = change.epoch
      write(bytesOf(change, reasonOf(change), change))
      trace('watch', known)
    }
    if (hasEnded) finish()
  }

  function ping(): void {
    if (hasRoom) write(PING)
    else quiet?.refresh()
  }

  return {
    onChange(change) {
      if (isOver) return
      pending = pending ? mergeChanges(pending, change) : change
      flush()
    },
    onEnd() {
      hasEnded = true
      flush()
    },
    start(into, first, source) {
      sink = into
      // Falls too: after a step back in time the same numbers are counted again.
      known = first.epoch
      quiet = setTimeout(ping, pingMs)
      write(Buffer.concat([CONNECTED, bytesOf(first, 'sync', source)]))
      trace('watch', known)
      flush()
      return {
        drained() {
          hasRoom = true
          flush()
        },
        leave: close,
        end: finish,
      }
    },
    leave: close,
  }
}
