import { type Applied, disturbanceOf, lengthOf, without } from './disturbance'

/** One look at the whole. */
export interface Sample {
  /** In milliseconds since 1970. */
  at: number
  /** A `list` was answered. */
  list: boolean
  /** A `report` was accepted. */
  report: boolean
  /** Every client hears of changes. */
  streams: boolean
}

export interface Recovery {
  /** Until `list` and `report` worked again; `null`: never seen. */
  calls: number | null
  /** Until all of it was well; `null`: never seen. */
  all: number | null
}

/**
 * How long after a fault the whole was well, in milliseconds. The clock stands still while what another
 * fault broke is broken, or silent and not to be noticed yet: that is the other's, whichever came first.
 */
export function recoveryOf(
  fault: Applied,
  samples: readonly Sample[],
  applied: readonly Applied[],
): Recovery {
  const others = applied.filter((other) => other !== fault).map(disturbanceOf)
  const since = (isWell: (sample: Sample) => boolean) => {
    const first = samples.find((sample) => sample.at >= fault.end && isWell(sample))
    if (!first) return null
    const quiet = without({ from: fault.end, to: first.at }, others)
    return quiet.reduce((sum, part) => sum + lengthOf(part), 0)
  }
  const areCallsWell = ({ list, report }: Sample) => list && report
  return {
    calls: since(areCallsWell),
    all: since((sample) => areCallsWell(sample) && sample.streams),
  }
}
