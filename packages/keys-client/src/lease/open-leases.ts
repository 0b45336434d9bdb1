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
  // In the order of their taking: a list through the uses themselves, as a `Set` costs 0.2 µs a lease.
  let first: OpenLease | null = null
  let last: OpenLease | null = null
  let size = 0
  const ends = createWakeups()
  let expiry: Timer | null = null

  function planExpiry(ms: number): void {
    expiry = clock.after(ms, expire, { background: true })
  }

  function expire(): void {
    expiry = null
    const oldest = clock.steady() - leaseTimeoutMs
    // One that is released leaves the list.
    while (first) {
      if (first.use.takenAt > oldest) return planExpiry(first.use.takenAt - oldest)
      first.release()
    }
  }

  return {
    get size() {
      return size
    },
    add(lease) {
      if (last) last.use.later = lease
      else first = lease
      lease.use.earlier = last
      last = lease
      size += 1
      if (!expiry) planExpiry(leaseTimeoutMs)
    },
    remove(lease) {
      const { earlier, later } = lease.use
      if (!earlier && first !== lease) return
      if (earlier) earlier.use.later = later
      else first = later
      if (later) later.use.earlier = earlier
      else last = earlier
      // Who keeps an ended lease must not keep all that were open beside it.
      lease.use.earlier = null
      lease.use.later = null
      size -= 1
      ends.wake()
    },
    nextEnd: ends.next,
    releaseAll() {
      while (first) first.release()
    },
    close() {
      expiry?.cancel()
    },
  }
}
