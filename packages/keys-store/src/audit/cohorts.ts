import { startPatience } from '../patience'

/** In milliseconds: whoever comes within this time of another shares its patience. */
const SPAN_MS = 100

/** Gives everyone the same patience, with a few clocks for thousands. */
export interface Cohorts {
  /** Calls `giveUp` when the patience is over; answers what says that nobody waits any more. */
  join(giveUp: () => void): () => void
}

interface Cohort {
  since: number
  members: Set<() => void>
  stop(): void
}

export function createCohorts(patienceMs: number): Cohorts {
  let current: Cohort | undefined

  function begin(since: number): Cohort {
    const members = new Set<() => void>()
    const stop = startPatience(patienceMs, () => {
      for (const giveUp of members) giveUp()
    })
    return { since, members, stop }
  }

  return {
    join(giveUp) {
      const now = performance.now()
      if (!current || now - current.since > SPAN_MS) current = begin(now)
      const cohort = current
      cohort.members.add(giveUp)
      return () => {
        cohort.members.delete(giveUp)
        if (cohort.members.size > 0) return
        cohort.stop()
        if (current === cohort) current = undefined
      }
    },
  }
}
