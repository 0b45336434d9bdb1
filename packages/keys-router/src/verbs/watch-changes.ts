import type { WatchEvent, WatchInput } from '@itqan/keys-contract'
import type { AuditSink, Change, ChangeFeed, KeyStore, Origin, Restriction, Trace } from '../ports'
import { recordLater } from '../record'
import { ofProvider } from '../scope'
import { createMailbox } from './mailbox'
import { wentBack } from './merge-changes'

/** The longest time over which clients spread their `list`, in milliseconds: one for each of them. */
const MAX_SPREAD_MS = 1_000

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
  const mailbox = createMailbox()
  signal?.addEventListener('abort', mailbox.onEnd)
  let unsubscribe: () => void = () => undefined
  try {
    // Before the first read, so that what is committed in between is told.
    unsubscribe = await ctx.feed.subscribe(mailbox)
    if (signal?.aborted) return
    recordLater(ctx, { action: 'keys.watch' })
    const first = await ctx.store.changes(input.since)
    // Falls too: after a step back in time the same numbers are counted again.
    let known = first.epoch
    ctx.trace('watch', known)
    yield toEvent(ctx, { ...first, since: input.since ?? known }, 'sync')
    for (let change = await mailbox.take(); change; change = await mailbox.take()) {
      if (change.epoch <= known && !wentBack(change)) continue
      yield toEvent(ctx, change, reasonOf(change))
      known = change.epoch
      ctx.trace('watch', known)
    }
  } finally {
    unsubscribe()
    signal?.removeEventListener('abort', mailbox.onEnd)
    ctx.onLeave()
  }
}

function reasonOf({ hasEdits, removed }: Change): WatchEvent['reason'] {
  if (hasEdits) return 'keys'
  return removed.length > 0 ? 'revoked' : 'cooldowns'
}

function toEvent(
  { feed, restriction }: Pick<WatchOptions['ctx'], 'feed' | 'restriction'>,
  change: Change,
  reason: WatchEvent['reason'],
): WatchEvent {
  const spreadMs = change.hasEdits ? Math.min(MAX_SPREAD_MS, feed.subscribers()) : 0
  return { ...change, cooldowns: ofProvider(restriction, change.cooldowns), reason, spreadMs }
}
