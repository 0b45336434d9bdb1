import type { Clock } from '../clock'
import { KeysClientError, NoKeyAvailable } from '../errors'
import { earliestThaw, explainPool, reasonsOf } from '../selection/explain'
import type { Snapshot } from '../sync/snapshot'
import type { Snapshots } from '../sync/snapshots'
import type { OpenLease } from './lease'
import type { Lessor, Wanted } from './lessor'
import { waitFor } from '../wait'
import type { Wakeups } from '../wakeups'

/** A pool that has nothing to give is asked for news when its snapshot is older, in milliseconds. */
const NEWS_AFTER_MS = 1_000

export interface AcquireContext {
  snapshots: Snapshots
  lessor: Lessor
  wakeups: Wakeups
  clock: Clock
  /** Longest wait for the first answer of the dashboard, in milliseconds. */
  initTimeoutMs: number
}

export type WantedBy = Wanted & {
  /** In milliseconds since 1970; without one a resting pool is not waited for. */
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
  const { lessor, clock } = context
  let isFresh = false
  for (;;) {
    wanted.signal?.throwIfAborted()
    const snapshot = await warm(context, provider, wanted)
    const lease = lessor.tryTake(provider, wanted)
    if (lease) return lease
    if (!isFresh && clock.now() - snapshot.confirmedAt >= NEWS_AFTER_MS) {
      isFresh = true
      await askForNews(context, snapshot, wanted)
    } else {
      await waitForChange(context, snapshot, wanted)
    }
  }
}

/** Resolves with a snapshot that may be used. */
export async function warm(
  context: AcquireContext,
  provider: string,
  wanted: Pick<WantedBy, 'signal' | 'deadline'>,
): Promise<Snapshot> {
  const { snapshots, clock, initTimeoutMs } = context
  const { signal, deadline = Infinity } = wanted
  const until = Math.min(clock.now() + initTimeoutMs, deadline)
  for (;;) {
    const now = clock.now()
    const snapshot = snapshots.of(provider, now)
    if (snapshot.isUsable(now)) return snapshot
    const settled = snapshot.settled()
    const isAsking = snapshot.refreshIfDue(now)
    const { failure } = snapshot
    if ((failure && !failure.isRetryable && !isAsking) || now >= until) {
      settled.cancel()
      throw failure ?? tooLate(initTimeoutMs)
    }
    await waitFor(settled.promise, { clock, until, signal }).finally(settled.cancel)
  }
}

function tooLate(ms: number): KeysClientError {
  return new KeysClientError('unavailable', `The dashboard gave no answer within ${ms} ms.`)
}

async function askForNews(
  { clock, initTimeoutMs }: AcquireContext,
  snapshot: Snapshot,
  { signal, deadline = Infinity }: WantedBy,
): Promise<void> {
  const settled = snapshot.settled()
  const isAsking = snapshot.refreshIfDue(clock.now())
  const until = Math.min(clock.now() + initTimeoutMs, deadline)
  if (isAsking) await waitFor(settled.promise, { clock, until, signal }).finally(settled.cancel)
  else settled.cancel()
}

/** Waits for a key to become eligible. @throws NoKeyAvailable when the deadline does not allow it. */
async function waitForChange(
  { clock, wakeups }: AcquireContext,
  { provider, pool }: Snapshot,
  { model, signal, exclude, deadline }: WantedBy,
): Promise<void> {
  const now = clock.now()
  const keys = explainPool(pool, { model, now }).filter(({ keyId }) => !exclude?.has(keyId))
  const thaw = earliestThaw(keys)
  const isOnTrial = keys.some(({ hindrances }) => hindrances.some(({ kind }) => kind === 'trial'))
  const isWorthIt = isOnTrial || (thaw !== null && deadline !== undefined && thaw <= deadline)
  if (deadline === undefined || now >= deadline || !isWorthIt) {
    const retryAfterMs = thaw === null ? null : Math.max(0, thaw - now)
    throw new NoKeyAvailable({ provider, retryAfterMs, reasons: reasonsOf(keys) })
  }
  const change = wakeups.next()
  const until = Math.min(deadline, thaw ?? Infinity)
  await waitFor(change.promise, { clock, until, signal }).finally(change.cancel)
}
