import type { Clock, Timer } from '../../packages/keys-client/src/clock'

/** A clock that jumps from timer to timer: an hour passes in as long as its work takes. */
export interface VirtualClock extends Clock {
  /**
   * Runs all timers up to this moment, in milliseconds from the start. With `settle` what each begins
   * comes to an end before the next: for code that waits for promises.
   */
  run(until: number, options: { settle: boolean }): Promise<void>
}

interface Pending {
  at: number
  /** Of two at one moment, the one that was planned first. */
  number: number
  /** `null` once it was called off. */
  run: (() => void) | null
}

/** @param startAt in milliseconds since 1970. */
export function createVirtualClock(startAt: number): VirtualClock {
  const heap: Pending[] = []
  let time = 0
  let planned = 0

  const isBefore = (a: Pending, b: Pending) => a.at < b.at || (a.at === b.at && a.number < b.number)

  function push(timer: Pending): void {
    let index = heap.length
    while (index > 0) {
      const up = (index - 1) >> 1
      const parent = heap[up]
      if (!parent || !isBefore(timer, parent)) break
      heap[index] = parent
      index = up
    }
    heap[index] = timer
  }

  function pop(): Pending | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (last && last !== first) sink(last)
    return first
  }

  function sink(timer: Pending): void {
    let index = 0
    for (;;) {
      let down = 2 * index + 1
      let child = heap[down]
      const other = heap[down + 1]
      if (child && other && isBefore(other, child)) {
        child = other
        down += 1
      }
      if (!child || !isBefore(child, timer)) break
      heap[index] = child
      index = down
    }
    heap[index] = timer
  }

  return {
    now: () => startAt + time,
    steady: () => time,
    after(ms, run): Timer {
      const timer: Pending = { at: time + Math.max(0, ms), number: (planned += 1), run }
      push(timer)
      return {
        cancel() {
          timer.run = null
        },
      }
    },
    async run(until, { settle }) {
      for (let first = heap[0]; first && first.at <= until; first = heap[0]) {
        pop()
        if (!first.run) continue
        time = first.at
        first.run()
        if (settle) await settled()
      }
      time = Math.max(time, until)
    },
  }
}

/** After a turn of the event loop every promise that could go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
