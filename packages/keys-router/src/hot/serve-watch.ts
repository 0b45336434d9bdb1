import { PING_INTERVAL_MS, type WatchInput } from '@itqan/keys-contract'
import type { Change } from '../ports'
import { recordLater } from '../record'
import type { AppContext, Caller } from '../trpc'
import type { EventBytes } from './event-bytes'
import type { FreshReads } from './fresh-reads'
import type { HotStream } from './hot-answer'
import { createStreamWriter } from './stream-writer'

interface WatchOptions {
  context: AppContext
  caller: Caller
  input: WatchInput
  /** Whether somebody still waits for the answer. */
  isWanted: () => boolean
  /** What came after an epoch. Those who ask for the same at once share it. */
  readChanges: FreshReads<number | undefined, Omit<Change, 'since'>>
  bytes: EventBytes
  /** Default 15 s. */
  pingMs?: number | undefined
}

/** As tRPC sends an event stream, but for what would hold it up on its way. */
const STREAM_HEADERS = {
  'cache-control': 'no-store, no-transform',
  // Kept for a next request, the connection would hold up a server that wants to stop.
  connection: 'close',
  'content-type': 'text/event-stream',
  vary: 'trpc-accept, accept',
  // Compressed or buffered, an event would wait for the next ones.
  'x-accel-buffering': 'no',
}

/**
 * Opens a stream of changes that is encoded once for all who are told the same.
 *
 * @returns `null` when nobody waits for it any more.
 * @throws TooManyRequests, or whatever the feed or the store throws: then nothing was opened.
 */
export async function serveWatch(options: WatchOptions): Promise<HotStream | null> {
  const { context, caller, input, isWanted, readChanges, bytes } = options
  const { feed, trace, streams } = context
  const { provider } = caller.scope
  const onLeave = streams.open(caller)
  let unsubscribe: () => void = () => undefined
  const writer = createStreamWriter({
    feed,
    restriction: { provider },
    trace,
    bytes,
    pingMs: options.pingMs ?? PING_INTERVAL_MS,
    onOver() {
      unsubscribe()
      onLeave()
    },
  })
  try {
    // Before the first read, so that what is committed in between is told.
    unsubscribe = await feed.subscribe(writer)
    recordLater(context, { action: 'keys.watch' })
    const first = await readChanges(input.since)
    if (isWanted()) {
      const change = { ...first, since: input.since ?? first.epoch }
      return { headers: STREAM_HEADERS, start: (sink) => writer.start(sink, change, first) }
    }
  } catch (error) {
    writer.leave()
    throw error
  }
  writer.leave()
  return null
}
