import type { Counter } from '../../src/server/rate-limit/counter'
import type { Limit } from '../../src/server/rate-limit/limit'

/** How much is asked of a limit: `load` 1 is exactly what it allows. */
export interface Load extends Limit {
  load: number
}

export const loads: Load[] = [5, 100].flatMap((points) =>
  [1, 5].flatMap((seconds) => [0.9, 1, 10].map((load) => ({ points, seconds, load }))),
)

/** When each call is made, in milliseconds from the first: evenly, and up to the middle of a window. */
function momentsOf({ points, seconds, load }: Load): number[] {
  const windows = seconds === 1 ? 7.5 : 3.5
  const calls = Math.floor(points * load * windows)
  return Array.from({ length: calls }, (_, index) => (index * seconds * 1_000) / (points * load))
}

/** What an ideal limiter lets pass of the calls. */
export function idealOf(options: Load): number {
  const calls = momentsOf(options).length
  return Math.min(calls, calls / options.load)
}

/** Makes the calls, and counts those that were let pass. `until` waits for a moment. */
export async function acceptedUnder(
  options: Load,
  { counter, until }: { counter: Counter; until: (moment: number) => Promise<void> },
): Promise<number> {
  const decisions = []
  for (const moment of momentsOf(options)) {
    await until(moment)
    decisions.push(counter.take('app', 1))
  }
  return (await Promise.all(decisions)).filter(({ isAllowed }) => isAllowed).length
}
