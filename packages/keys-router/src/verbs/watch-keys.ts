import type { LiveEvent } from '@itqan/keys-contract'
import { TRPCError } from '@trpc/server'
import type { LiveKeys } from '../ports'
import { createLiveMailbox } from './live-mailbox'

/** How often it is looked up, in milliseconds, whether the session still stands. */
const BEAT_MS = 1_000

interface WatchKeysOptions {
  ctx: {
    liveKeys: LiveKeys
    readUser(): Promise<object | null>
    /** Called when the stream is over, for whoever counts. */
    onLeave: () => void
  }
  signal: AbortSignal | undefined
  /** For tests. */
  beatMs?: number
}

/**
 * Tells a page what becomes of the keys, until it leaves or the dashboard stops. Before anything is told
 * the session is asked for again: where it has ended nothing more is.
 *
 * @throws TRPCError UNAUTHORIZED once the session is over.
 */
export async function* watchKeys(opts: WatchKeysOptions): AsyncGenerator<LiveEvent, void, void> {
  const { ctx, signal, beatMs = BEAT_MS } = opts
  const mailbox = createLiveMailbox()
  signal?.addEventListener('abort', mailbox.onEnd)
  const beat = setInterval(mailbox.wake, beatMs)
  let unsubscribe: () => void = () => undefined
  try {
    unsubscribe = await ctx.liveKeys.subscribe(mailbox)
    // At once, so that the page knows that it is told.
    yield mailbox.take() ?? nothing
    while (!mailbox.hasEnded()) {
      if (!(await ctx.readUser())) throw new TRPCError({ code: 'UNAUTHORIZED' })
      const event = mailbox.take()
      if (event) yield event
      else await mailbox.news()
    }
  } finally {
    clearInterval(beat)
    unsubscribe()
    ctx.onLeave()
    signal?.removeEventListener('abort', mailbox.onEnd)
  }
}

const nothing: LiveEvent = { changed: [], removed: [], isOverflow: false }
