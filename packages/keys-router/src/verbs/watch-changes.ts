import type { WatchEvent, WatchInput } from '@itqan/keys-contract'
import type { AuditSink, Change, ChangeFeed, KeyStore, Origin, Restriction, Trace } from '../ports'
import { recordLater } from '../record'
import { createMailbox } from './mailbox'
import { isNews, reasonOf, spreadOf, toEvent } from './watch-event'

interface WatchOptions {
  ctx: {
    store: KeyStore
    feed: ChangeFeed
    audit: AuditSink
    origin: Origin
    trace: Trace
    restriction: Restriction
    /** Called when the stream is over, for whoever counts. */
    onLeave: () => void
  }
  input: WatchInput
  signal: AbortSignal | undefined
}

/** Tells what came after `since`, then every change, until the caller leaves or the feed ends. */
export async function* watchChanges(opts: WatchOptions): AsyncGenerator<WatchEvent, void, void> {
  const { ctx, input, signal } = opts
  const { feed, restriction } = ctx
  const mailbox = createMailbox()
  const eventOf = (change: Change, reason: WatchEvent['reason']) =>
    toEvent(change, { restriction, reason, spreadMs: spreadOf(change, feed) })
  signal?.addEventListener('abort', mailbox.onEnd)
  let unsubscribe: () => void = () => undefined
  try {
    // Before the first read, so that what is committed in between is told.
    unsubscribe = await feed.subscribe(mailbox)
    if (signal?.aborted) return
    recordLater(ctx, { action: 'keys.watch' })
    const first = await ctx.store.changes(input.since)
    // Falls too: after a step back in time the same numbers are counted again.
    let known = first.epoch
    ctx.trace('watch', known)
    yield eventOf({ ...first, since: input.since ?? known }, 'sync')
    for (let change = await mailbox.take(); change; change = await mailbox.take()) {
      if (!isNews(change, known)) continue
      yield eventOf(change, reasonOf(change))
      known = change.epoch
      ctx.trace('watch', known)
    }
  } finally {
    unsubscribe()
    signal?.removeEventListener('abort', mailbox.onEnd)
    ctx.onLeave()
  }
}
