import type { Problem } from './problem'
import type { Place } from './source'

/** A key as it may be shown. */
export interface ShownKey {
  id: string
  provider: string
  name: string
  maskedKey: string
}

/** What became of one row of a source. */
export type Verdict = { place: Place } & (
  | { result: 'adopted'; key: ShownKey }
  /** The pool has it, under this id. */
  | { result: 'present'; key: ShownKey }
  /** Another row holds the same key: its counters were added to that one's. */
  | { result: 'duplicate'; of: Place; key: ShownKey }
  | { result: 'refused'; problem: Problem }
)

export type Tally = Record<Verdict['result'], number>

/** Tells verdicts in the order of the source, each as soon as all before it are known. */
export function createTeller(
  places: readonly Place[],
  tell: (verdict: Verdict) => void,
): { know(verdict: Verdict): void; tally(): Tally } {
  const known = new Map<Place, Verdict>()
  const tally: Tally = { adopted: 0, present: 0, duplicate: 0, refused: 0 }
  let next = 0
  return {
    know(verdict) {
      known.set(verdict.place, verdict)
      for (let due = dueAt(next); due; due = dueAt(next)) {
        tally[due.result] += 1
        tell(due)
        next += 1
      }
    },
    tally: () => tally,
  }

  function dueAt(index: number): Verdict | undefined {
    const place = places[index]
    return place && known.get(place)
  }
}
