import type { Contest } from '../contest/contest'
import { quantile } from '../stack/figures'
import { type CallerSide, openCallers } from './stale-sides'

/** Callers come so often a turn, each time upon what is stale. */
const TIMES = 10

const turns = { full: 9, quick: 3 }
const shared = { against: 'option A', better: 'lower', turns } as const
const sizes = [1, 10, 100, 1_000]

/** Callers who come at once when what is known is a minute old: one row, and its plot. */
export const staleContests: readonly Contest[] = [
  ...sizes.map((callers) => pointUnless100(requestsOf(callers), callers)),
  ...sizes.map((callers) => pointUnless100(waitOf(callers), callers)),
]

function pointUnless100(contest: Contest, callers: number): Contest {
  return callers === 100 ? contest : { ...contest, isPointOnly: true }
}

/** What the dashboard is asked. */
function requestsOf(callers: number): Contest {
  return {
    ...shared,
    name: `requests for ${named(callers)} on a stale snapshot`,
    unit: 'requests',
    target: callers,
    limit: 'One request is on its way at a time, whoever asks: there is nothing left to save.',
    growth: { line: 'requests upon a stale snapshot', of: 'callers', size: callers },
    async open(ground, resources) {
      const { ours, theirs, takeCount } = await openCallers(ground, resources, { isCounted: true })
      const count = async (side: CallerSide) => {
        takeCount()
        await side.call(callers)
        await side.settled()
        return { value: takeCount() }
      }
      return { ours: () => count(ours), theirs: () => count(theirs) }
    },
  }
}

/** How long they wait for a key. */
function waitOf(callers: number): Contest {
  return {
    ...shared,
    name: `wait of ${named(callers)} on a stale snapshot, p99`,
    unit: 'µs',
    target: null,
    limit:
      'Nobody waits for the network: a caller waits for those before it, whose keys are chosen on the same thread.',
    growth: { line: 'wait on a stale snapshot', of: 'callers', size: callers },
    async open(ground, resources) {
      const sides = await openCallers(ground, resources, { isCounted: false })
      const measure = async (side: CallerSide) => {
        const waits: number[] = []
        for (let time = 0; time < TIMES; time += 1) {
          waits.push(...(await side.call(callers)))
          await side.settled()
        }
        return { value: quantile(waits, 0.99) * 1_000 }
      }
      return { ours: () => measure(sides.ours), theirs: () => measure(sides.theirs) }
    },
  }
}

function named(callers: number): string {
  return callers === 1 ? '1 caller' : `${callers.toLocaleString('en')} callers`
}
