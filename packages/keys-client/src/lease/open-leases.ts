import type { Clock, Timer } from '../clock'
import { createWakeups, type Wakeup } from '../wakeups'
import type { OpenLease } from './lease'

/** The leases that nobody has ended yet. One whose time is over is taken back. */
export interface OpenLeases {
  readonly size: number
  add(lease: OpenLease): void
  remove(lease: OpenLease): void
  /** Resolves when a lease ends. */
  nextEnd(): Wakeup
  releaseAll(): void
  close(): void
}

export function createOpenLeases(options: { clock: Clock; leaseTimeoutMs: number }): OpenLeases {
  const { clock, leaseTimeoutMs } = options
  /** In the order of their taking. */
  const open = new Set<OpenLease>()
  const ends = createWakeups()
  let expiry: Timer | null = null

  function planExpiry(ms: number): void {
    expiry = clock.after(ms, expire, { background: true })
  }

  function expire(): void {
    expiry = null
    const oldest = clock.steady() - leaseTimeoutMs
    for (const lease of open) {
      if (lease.use.takenAt > oldest) return planExpiry(lease.use.takenAt - oldest)
      lease.release()
    }
  }

  return {
    get size() {
      return open.size
    },
    add(lease) {
      open.add(lease)
      if (!expiry) planExpiry(leaseTimeoutMs)
    },
    remove(lease) {
      open.delete(lease)
      ends.wake()
    },
    nextEnd: ends.next,
    releaseAll() {
      for (const lease of open) lease.release()
    },
    close() {
      expiry?.cancel()
    },
  }
}
