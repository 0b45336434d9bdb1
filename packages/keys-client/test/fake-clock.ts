import type { Clock } from '../src/clock'

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves on from timer to timer, and lets what each begins come to an end before the next. */
  advance(ms: number): Promise<void>
  /** Sets the wall clock on, or back; no time passes, and no timer is moved. */
  jump(ms: number): void
  /** Lets what is under way come to an end; time stands still. */
  settle(): Promise<void>
  /** Timers that have not fired: those that keep a process alive, and the others. */
  timers(kind: 'holding' | 'background'): number
}

interface Pending {
  at: number
  run: () => void
  background: boolean
}

/** So many turns of the event loop without work: whatever was sent has arrived. */
const QUIET_TURNS = 8
/** Then whatever is under way is stuck, in milliseconds. */
const STUCK_MS = 20_000

/** Far from any date: who takes one for the other is found out. */
const STEADY_FROM = 5_000

/** As Node's timers: else a moment of one clock is not to be had exactly on the other. */
const wholeMs = (ms: number) => (ms > 0 ? Math.max(1, Math.round(ms)) : 0)

/** @param isQuiet whether all that is under way would go on for ever. */
export function createFakeClock(isQuiet: () => boolean = () => true): FakeClock {
  const pending = new Set<Pending>()
  let steady = STEADY_FROM
  let offset = Date.now() - steady

  async function settle(): Promise<void> {
    const stuckAt = performance.now() + STUCK_MS
    for (let turns = 0; turns < QUIET_TURNS;) {
      if (performance.now() > stuckAt) throw new Error('What is under way does not come to an end')
      await new Promise((resolve) => setImmediate(resolve))
      turns = isQuiet() ? turns + 1 : 0
    }
  }

  /** The next timers: those of one moment fire together. */
  function next(until: number): Pending[] {
    const at = Math.min(...Array.from(pending, (timer) => timer.at))
    return at <= until ? [...pending].filter((timer) => timer.at === at) : []
  }

  return {
    now: () => steady + offset,
    steady: () => steady,
    jump(ms) {
      offset += ms
    },
    after(ms, run, options) {
      const timer = { at: steady + wholeMs(ms), run, background: options?.background ?? false }
      pending.add(timer)
      return { cancel: () => pending.delete(timer) }
    },
    async advance(ms) {
      const end = steady + ms
      await settle()
      for (let timers = next(end); timers.length > 0; timers = next(end)) {
        for (const timer of timers) {
          // Another one of this moment may have called it off.
          if (!pending.delete(timer)) continue
          steady = Math.max(steady, timer.at)
          timer.run()
        }
        await settle()
      }
      steady = end
      await settle()
    },
    settle,
    timers: (kind) =>
      [...pending].filter(({ background }) => background === (kind === 'background')).length,
  }
}
