import type { Dice } from './dice'
import type { Fault } from './faults/fault'

/** What comes next, how long it lasts, and how long it is quiet before it. In milliseconds. */
export interface Turn {
  fault: Fault
  lastsMs: number
  pauseMs: number
}

const PAUSE_MS = [500, 1_500] as const

/** In a long run a fault may last so many times longer. */
const LONGEST = 8

/** Every fault once, in the order of the dice, then every fault again, without end. */
export function* turns(
  faults: readonly Fault[],
  { dice, isLong }: { dice: Dice; isLong: boolean },
): Generator<Turn, never> {
  if (faults.length === 0) throw new Error('No fault has such a name: --list names them all.')
  for (;;) {
    for (const fault of dice.shuffled(faults)) {
      const stretch = isLong ? dice.between(1, LONGEST) : 1
      yield {
        fault,
        lastsMs: dice.between(...fault.lasts) * stretch,
        pauseMs: dice.between(...PAUSE_MS),
      }
    }
  }
}
