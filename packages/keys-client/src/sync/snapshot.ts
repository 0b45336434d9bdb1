import type { Cooldown, ListInput, ListOutput, WatchEvent } from '@itqan/keys-contract'
import { backoffDelay, reconnectBackoff, refusedPause } from '../backoff'
import type { Clock, Timer } from '../clock'
import { asClientError, KeysClientError } from '../errors'
import type { ProviderPool } from '../selection/provider-pool'
import { createWakeups, type Wakeup } from '../wakeups'
import { judgeAnswer } from './judge-answer'
import type { SnapshotTimes } from './snapshot-times'

/** With a refused secret a caller's own need asks again this soon, in milliseconds. */
const REFUSED_RETRY_MS = 5_000

/** What all snapshots of a client share. */
export interface SnapshotContext {
  list: (input: ListInput) => Promise<ListOutput>
  clock: Clock
  random: () => number
  times: SnapshotTimes
  /** The newest epoch that anyone has heard of. */
  fence: { heard: number }
  isStreaming: () => boolean
  onUpdate: (snapshot: Snapshot) => void
  onStale: (snapshot: Snapshot) => void
  onRefused: (failure: KeysClientError) => void
}

/** One provider's keys, as they were last told, and how they are kept so. */
export interface Snapshot {
  readonly provider: string
  readonly pool: ProviderPool
  /** `null` before the first answer, and once the secret was refused. */
  readonly epoch: number | null
  /** A steady moment, in milliseconds. */
  readonly confirmedAt: number
  /** Why the last request failed; `null` after a good one. */
  readonly failure: KeysClientError | null
  isUsable(steadyNow: number): boolean
  /** Asks what changed. Never rejects. One request at a time: a second call joins the first. */
  refresh(): Promise<void>
  /** As `refresh`, unless the last one failed a moment ago. @returns whether an answer is awaited. */
  refreshIfDue(steadyNow: number): boolean
  /** Asks within this time, sooner if that was planned already. */
  refreshWithin(ms: number): void
  /** Resolves with the next answer or failure. */
  settled(): Wakeup
  apply(event: WatchEvent): void
  merge(cooldowns: readonly Cooldown[]): void
  /** Forgets all keys. */
  drop(failure: KeysClientError): void
  close(): void
}

export function createSnapshot(
  options: { provider: string; pool: ProviderPool },
  context: SnapshotContext,
): Snapshot {
  const { provider, pool } = options
  const { list, clock, random, times, fence } = context
  let epoch: number | null = null
  let confirmedAt = 0
  let failure: KeysClientError | null = null
  let failures = 0
  let nextTryAt = -Infinity
  let flight: Promise<void> | null = null
  let askAgain = false
  let isClosed = false
  let planned: { at: number; timer: Timer } | null = null
  let staleTimer: Timer | null = null
  const settling = createWakeups()

  function plan(ms: number): void {
    planned?.timer.cancel()
    planned = null
    if (isClosed) return
    const run = () => {
      planned = null
      void refresh()
    }
    planned = { at: clock.steady() + ms, timer: clock.after(ms, run, { background: true }) }
  }

  function refresh(): Promise<void> {
    if (isClosed) return Promise.resolve()
    if (flight) {
      askAgain = true
      return flight
    }
    flight = ask().finally(() => {
      flight = null
      settling.wake()
    })
    return flight
  }

  async function ask(): Promise<void> {
    planned?.timer.cancel()
    planned = null
    try {
      do {
        askAgain = false
        await askOnce()
      } while (askAgain && !isClosed)
      failures = 0
      failure = null
      nextTryAt = -Infinity
      const pause = context.isStreaming() ? times.calmMs : times.pollMs
      // What was planned while the answer was on its way comes first.
      refreshWithin(pause * (0.9 + 0.1 * random()))
    } catch (error) {
      fail(asClientError(error))
    }
  }

  async function askOnce(): Promise<void> {
    const since = epoch ?? undefined
    const heardBefore = fence.heard
    const answer = await list(since === undefined ? { provider } : { provider, since })
    // Dropped or closed while the answer was on its way.
    if (isClosed || (since !== undefined && epoch === null)) return
    const heardNow = fence.heard
    const verdict = judgeAnswer({ since, answered: answer.epoch, heardBefore, heardNow })
    if (verdict === 'outdated') askAgain = true
    else take(answer, verdict)
  }

  function take(answer: ListOutput, verdict: 'changes' | 'everything'): void {
    const now = clock.now()
    if (verdict === 'everything') {
      // Lower than what was heard: the database went back in time, for every provider.
      fence.heard = answer.epoch
      const present = new Set(answer.keys.map(({ id }) => id))
      const known = Array.from(pool.states(), ({ key }) => key.id)
      pool.remove(known.filter((id) => !present.has(id)))
    }
    fence.heard = Math.max(fence.heard, answer.epoch)
    pool.put(answer.keys, now)
    pool.remove(answer.removed)
    pool.merge(answer.cooldowns, now)
    confirm(answer.epoch)
  }

  function confirm(confirmed: number): void {
    const isNews = confirmed !== epoch
    epoch = confirmed
    confirmedAt = clock.steady()
    staleTimer?.cancel()
    staleTimer = clock.after(times.staleMs, () => context.onStale(snapshot), { background: true })
    if (isNews) context.onUpdate(snapshot)
  }

  function fail(cause: KeysClientError): void {
    if (cause.code === 'unauthorized') return context.onRefused(cause)
    failures += 1
    failure = cause
    const delay = backoffDelay({ failures, ...reconnectBackoff, random })
    const pause = Math.max(delay, cause.retryAfterMs ?? 0)
    nextTryAt = clock.steady() + pause
    plan(pause)
  }

  function refreshWithin(ms: number): void {
    if (!planned || planned.at > clock.steady() + ms) plan(ms)
  }

  const snapshot: Snapshot = {
    provider,
    pool,
    get epoch() {
      return epoch
    },
    get confirmedAt() {
      return confirmedAt
    },
    get failure() {
      return failure
    },
    isUsable: (steadyNow) => epoch !== null && steadyNow - confirmedAt < times.hardMs,
    refresh,
    refreshIfDue(steadyNow) {
      if (!flight && steadyNow >= nextTryAt) void refresh()
      return flight !== null
    },
    refreshWithin,
    settled: settling.next,
    apply(event) {
      if (epoch === null || isClosed) return
      // The database went back in time: only `list` can tell what is true now.
      if (event.epoch < event.since) return void refresh()
      if (event.epoch <= epoch) return
      pool.remove(event.removed)
      snapshot.merge(event.cooldowns)
      if (event.hasEdits || event.since > epoch) refreshWithin(event.spreadMs * random())
      else confirm(event.epoch)
    },
    merge(cooldowns) {
      const own = cooldowns.filter((cooldown) => cooldown.provider === provider)
      if (epoch !== null && own.length > 0) pool.merge(own, clock.now())
    },
    drop(cause) {
      pool.clear()
      epoch = null
      failure = cause
      staleTimer?.cancel()
      nextTryAt = clock.steady() + REFUSED_RETRY_MS
      plan(refusedPause(random))
    },
    close() {
      isClosed = true
      epoch = null
      failure = new KeysClientError('closed', 'This keys client was closed.')
      planned?.timer.cancel()
      staleTimer?.cancel()
      settling.wake()
    },
  }
  return snapshot
}
