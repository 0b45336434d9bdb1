import type { Clock } from '../clock'
import { KeysClientError, NoKeyAvailable } from '../errors'
import type { Snapshot } from '../sync/snapshot'
import type { Snapshots } from '../sync/snapshots'
import type { OpenLease } from './lease'
import type { Lessor, Wanted } from './lessor'
import { noKey } from './no-key'
import { type Wait, waitFor } from '../wait'
import type { Wakeup, Wakeups } from '../wakeups'

/** A pool that has nothing to give is asked for news when its snapshot is older, in milliseconds. */
const NEWS_AFTER_MS = 1_000

export interface AcquireContext {
  snapshots: Snapshots
  lessor: Lessor
  wakeups: Wakeups
  clock: Clock
  /** Longest wait for the first answer of the dashboard, in milliseconds. */
  initTimeoutMs: number
  /** Wakes who waits when the client is closed: nobody waits on then. */
  closings: Wakeups
  isClosed: () => boolean
}

export type WantedBy = Wanted & {
  /** A steady moment, in milliseconds; without one a resting pool is not waited for. */
  deadline?: number | undefined
}

/**
 * Takes a lease; waits for the first snapshot, and for the end of a rest when that fits the deadline.
 *
 * @throws NoKeyAvailable when nothing is left; KeysClientError when no keys could be had.
 */
export async function acquire(
  context: AcquireContext,
  provider: string,
  wanted: WantedBy,
): Promise<OpenLease> {
  try {
    return await takeOrWait(context, provider, wanted)
  } catch (error) {
    const isMissed = NoKeyAvailable.isInstance(error) || KeysClientError.isInstance(error)
    if (isMissed) context.lessor.miss(provider)
    throw error
  }
}

async function takeOrWait(
  context: AcquireContext,
  provider: string,
  wanted: WantedBy,
): Promise<OpenLease> {
  const { lessor } = context
  // Who has tried keys already waits for no news.
  let isFresh = (wanted.exclude?.size ?? 0) > 0
  for (;;) {
    wanted.signal?.throwIfAborted()
    const { snapshot, steadyNow } = await warm(context, provider, wanted)
    const lease = lessor.tryTake(provider, { ...wanted, steadyNow })
    if (lease) return lease
    if (!isFresh && steadyNow - snapshot.confirmedAt >= NEWS_AFTER_MS) {
      isFresh = true
      await askForNews(context, snapshot, wanted)
    } else {
      await waitForChange(context, snapshot, wanted)
    }
  }
}

/** Resolves with a snapshot that may be used, and the steady moment at which it was found so. */
export async function warm(
  context: AcquireContext,
  provider: string,
  wanted: Pick<WantedBy, 'signal' | 'deadline'>,
): Promise<{ snapshot: Snapshot; steadyNow: number }> {
  const { snapshots, clock, initTimeoutMs } = context
  const { signal, deadline = Infinity } = wanted
  let until: number | null = null
  for (;;) {
    const steadyNow = clock.steady()
    const snapshot = snapshots.of(provider, steadyNow)
    if (snapshot.isUsable(steadyNow)) return { snapshot, steadyNow }
    until ??= Math.min(steadyNow + initTimeoutMs, deadline)
    const settled = snapshot.settled()
    const isAsking = snapshot.refreshIfDue(steadyNow)
    const { failure } = snapshot
    if ((failure && !failure.isRetryable && !isAsking) || steadyNow >= until) {
      settled.cancel()
      throw failure ?? tooLate(initTimeoutMs)
    }
    await waitOpen(context, settled, { clock, until, signal })
  }
}

function tooLate(ms: number): KeysClientError {
  const message =
    `The dashboard gave no answer within ${ms} ms. ` +
    'DASHBOARD_INTERNAL_URL (option `url`) must be its address.'
  return new KeysClientError('unavailable', message)
}

async function askForNews(
  context: AcquireContext,
  snapshot: Snapshot,
  { signal, deadline = Infinity }: WantedBy,
): Promise<void> {
  const { clock, initTimeoutMs } = context
  const steadyNow = clock.steady()
  const settled = snapshot.settled()
  const isAsking = snapshot.refreshIfDue(steadyNow)
  const until = Math.min(steadyNow + initTimeoutMs, deadline)
  if (isAsking) await waitOpen(context, settled, { clock, until, signal })
  else settled.cancel()
}

/** Waits for a key to become eligible. @throws NoKeyAvailable when the deadline does not allow it. */
async function waitForChange(
  context: AcquireContext,
  { provider, pool }: Snapshot,
  { model, signal, exclude, deadline }: WantedBy,
): Promise<void> {
  const { clock, wakeups } = context
  const now = clock.now()
  const steadyNow = clock.steady()
  const { error, thaw, isOnTrial } = noKey({ provider, pool, model, now, exclude })
  if (deadline === undefined || steadyNow >= deadline) throw error
  const thawedAt = thaw === null ? Infinity : steadyNow + (thaw - now)
  if (!isOnTrial && (thaw === null || thawedAt > deadline)) throw error
  const change = wakeups.next()
  const until = Math.min(deadline, thawedAt)
  await waitOpen(context, change, { clock, until, signal })
}

/** Waits for something, as long as the client is open. */
async function waitOpen(context: AcquireContext, happening: Wakeup, wait: Wait): Promise<void> {
  const closing = context.closings.next()
  try {
    if (!context.isClosed()) {
      await waitFor(Promise.race([happening.promise, closing.promise]), wait)
    }
  } finally {
    closing.cancel()
    happening.cancel()
  }
  if (context.isClosed()) throw clientClosed()
}

export function clientClosed(): KeysClientError {
  return new KeysClientError('closed', 'This keys client was closed.')
}
