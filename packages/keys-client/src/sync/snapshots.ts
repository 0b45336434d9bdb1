import type { ReportOutput, WatchEvent } from '@itqan/keys-contract'
import type { KeysClientError } from '../errors'
import type { Events } from '../events'
import type { TallyEntry } from '../reports/tally'
import type { ProviderPool } from '../selection/provider-pool'
import { createSnapshot, type Snapshot, type SnapshotContext } from './snapshot'

/** An answer to a report that knows of a newer epoch gives the stream this long to tell it. */
const HEARSAY_PAUSE_MS = 100

/** Between two requests that garbage on the stream leads to, in milliseconds. */
const RESYNC_PAUSE_MS = 1_000

/** The snapshots of a client, one a provider that was asked for. */
export interface Snapshots {
  /** The provider's snapshot, made on first use. Called for each read: it keeps the snapshot alive. */
  of(provider: string, steadyNow: number): Snapshot
  peek(provider: string): Snapshot | undefined
  all(): Iterable<Snapshot>
  /** Takes over an event of the stream. */
  apply(event: WatchEvent): void
  /** Takes over what the answer to a report told. */
  takeAnswer(answer: ReportOutput, entries: readonly TallyEntry[]): void
  /** Something does not fit what is known: asks what changed. */
  resync(): void
  /** The stream was refused: nothing known may be used before `list` is accepted. */
  drop(failure: KeysClientError): void
  setStreaming(isOpen: boolean): void
  /** The newest epoch that anyone has told of. */
  heard(): number
  /** The lowest epoch of all snapshots: what the stream must tell from. */
  epoch(): number | undefined
  close(): void
}

interface Entry {
  provider: string
  snapshot: Snapshot
  /** A steady moment, in milliseconds. */
  readAt: number
}

type SnapshotsOptions = Pick<SnapshotContext, 'list' | 'clock' | 'random' | 'times'> & {
  createPool: () => ProviderPool
  events: Events
  /** There are keys to watch. `isAcceptedAgain`: the first answer since one refused the secret. */
  onKeys: (isAcceptedAgain: boolean) => void
}

export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const { createPool, events, onKeys, ...shared } = options
  const { clock, random, times } = options
  const snapshots = new Map<string, Entry>()
  /** The one that was read last, which is mostly the one that is read next. */
  let latest: Entry | undefined
  const fence = { heard: 0 }
  let isStreaming = false
  let resyncedAt = -Infinity
  let wasRefused = false
  let isClosed = false

  const context: SnapshotContext = {
    ...shared,
    list: (input) => {
      forgetIdle()
      return shared.list(input)
    },
    fence,
    isStreaming: () => isStreaming,
    onUpdate({ provider, epoch, pool }) {
      events.emit('update', { provider, epoch: epoch ?? 0, keys: pool.size })
      onKeys(wasRefused)
      wasRefused = false
    },
    onStale: ({ provider }) => events.emit('stale', { provider, ageMs: times.staleMs }),
    onRefused(failure) {
      wasRefused = true
      drop(failure)
    },
  }

  /** Nobody has asked for them for as long as a snapshot lives. */
  function forgetIdle(): void {
    const oldest = clock.steady() - times.hardMs
    for (const [provider, { snapshot, readAt }] of snapshots) {
      if (readAt >= oldest) continue
      snapshot.close()
      snapshots.delete(provider)
      if (latest?.provider === provider) latest = undefined
    }
  }

  function drop(failure: KeysClientError): void {
    for (const { snapshot } of snapshots.values()) snapshot.drop(failure)
  }

  const each = () => Array.from(snapshots.values(), ({ snapshot }) => snapshot)

  return {
    of(provider, steadyNow) {
      const known = latest?.provider === provider ? latest : snapshots.get(provider)
      if (known) {
        latest = known
        known.readAt = steadyNow
        return known.snapshot
      }
      const snapshot = createSnapshot({ provider, pool: createPool() }, context)
      if (isClosed) snapshot.close()
      else snapshots.set(provider, { provider, snapshot, readAt: steadyNow })
      return snapshot
    },
    peek: (provider) => snapshots.get(provider)?.snapshot,
    all: each,
    apply(event) {
      const hasGoneBack = event.epoch < event.since
      fence.heard = hasGoneBack ? event.epoch : Math.max(fence.heard, event.epoch)
      for (const snapshot of each()) snapshot.apply(event)
    },
    takeAnswer({ epoch, cooldowns }, entries) {
      fence.heard = Math.max(fence.heard, epoch)
      for (const snapshot of each()) {
        for (const { rest } of entries) {
          if (rest) snapshot.pool.confirm(rest.target, rest.until)
        }
        snapshot.merge(cooldowns)
        const isBehind = snapshot.epoch !== null && snapshot.epoch < epoch
        if (isBehind) snapshot.refreshWithin(HEARSAY_PAUSE_MS)
      }
    },
    resync() {
      const steadyNow = clock.steady()
      // A stream full of garbage must not become a flood of requests.
      const isFlood = steadyNow - resyncedAt < RESYNC_PAUSE_MS
      if (!isFlood) resyncedAt = steadyNow
      for (const snapshot of each()) {
        if (snapshot.epoch === null) continue
        if (isFlood) snapshot.refreshWithin(RESYNC_PAUSE_MS)
        else void snapshot.refresh()
      }
    },
    drop(failure) {
      drop(failure)
      // What refuses a stream alone, such as a proxy, does not refuse the secret.
      for (const snapshot of each()) void snapshot.refresh()
    },
    setStreaming(isOpen) {
      isStreaming = isOpen
      for (const snapshot of each()) {
        if (!isOpen) snapshot.refreshWithin(times.pollMs * random())
        // The secret was refused, and is not any more.
        else if (snapshot.epoch === null) snapshot.refreshWithin(0)
      }
    },
    heard: () => fence.heard,
    epoch() {
      const epochs = each().map(({ epoch }) => epoch)
      const known = epochs.filter((epoch) => epoch !== null)
      return known.length > 0 ? Math.min(...known) : undefined
    },
    close() {
      isClosed = true
      for (const snapshot of each()) snapshot.close()
      snapshots.clear()
      latest = undefined
    },
  }
}
