import type { KeysClientOptions } from '../../packages/keys-client/src'

type Clock = NonNullable<KeysClientOptions['clock']>

/** The system's clock, which can be put forward: what is due by then runs at once, first to last. */
export interface LaterClock extends Clock {
  putForward(ms: number): void
}

interface Planned {
  at: number
  run: () => void
  timer: NodeJS.Timeout
}

export function createLaterClock(): LaterClock {
  const planned = new Set<Planned>()
  let ahead = 0
  const steady = () => performance.now() + ahead
  return {
    now: () => Date.now() + ahead,
    steady,
    after(ms, run) {
      const timer = setTimeout(() => {
        planned.delete(one)
        run()
      }, ms)
      timer.unref()
      const one: Planned = { at: steady() + ms, run, timer }
      planned.add(one)
      return {
        cancel() {
          planned.delete(one)
          clearTimeout(timer)
        },
      }
    },
    putForward(ms) {
      ahead += ms
      const due = [...planned].filter(({ at }) => at <= steady()).toSorted((a, b) => a.at - b.at)
      for (const one of due) {
        // One that ran before may have called it off.
        if (!planned.delete(one)) continue
        clearTimeout(one.timer)
        one.run()
      }
    },
  }
}
