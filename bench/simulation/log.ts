import type { Arrival } from './arrivals'
import type { TimedAnswer } from './provider'
import type { SimKey } from './world'

/** What became of one call. */
export interface Call {
  arrival: Arrival
  attempts: number
  /** Attempts that another key, or none, would have spared: not those that met an overloaded model. */
  wasted: number
  isFirstTry: boolean
  isAnswered: boolean
  /** From its coming to its end, without the answer's own time, in milliseconds. */
  lostMs: number
  /** The project that answered. */
  project: number | null
}

/** What is noted while a policy is at work. */
export interface Log {
  readonly calls: readonly Call[]
  attempted(arrival: Arrival, key: SimKey, answer: TimedAnswer): void
  /** @param now in milliseconds from the start. */
  ended(arrival: Arrival, now: number): void
}

export function createLog(arrivals: readonly Arrival[]): Log {
  const calls = arrivals.map((arrival): Call => ({
    arrival,
    attempts: 0,
    wasted: 0,
    isFirstTry: false,
    isAnswered: false,
    lostMs: Number.NaN,
    project: null,
  }))
  const of = ({ number }: Arrival): Call => {
    const call = calls[number]
    if (!call) throw new Error(`No call ${number}`)
    return call
  }
  return {
    calls,
    attempted(arrival, key, { status }) {
      const call = of(arrival)
      call.attempts += 1
      if (status === 200) {
        call.isAnswered = true
        call.isFirstTry = call.attempts === 1
        call.project = key.project.index
      } else if (status !== 503) call.wasted += 1
    },
    ended(arrival, now) {
      const call = of(arrival)
      if (!Number.isNaN(call.lostMs)) throw new Error(`Call ${arrival.number} has ended twice`)
      call.lostMs = now - arrival.at - (call.isAnswered ? arrival.thinks : 0)
    },
  }
}
