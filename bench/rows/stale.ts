import type { Contest, Measured } from '../contest/contest'
import { quantile } from '../stack/figures'
import { type CallerSide, openCallers } from './stale-sides'

/** Callers come so often a turn, each time upon what is stale. */
const TIMES = 5

const turns = { full: 9, quick: 3 }
const shared = { against: 'option A', better: 'lower', turns } as const
const waitShared = { ...shared, unit: 'µs', target: null } as const
const sizes = [1, 10, 100, 1_000]

/** Callers who come at once when what is known is a minute old: one row, and its plot. */
export const staleContests: readonly Contest[] = [
  ...sizes.map((callers) => pointUnless100(requestsOf(callers), callers)),
  ...sizes.map((callers) => pointUnless100(waitOf(callers), callers)),
  addedWaitOf(100),
]

function pointUnless100(contest: Contest, callers: number): Contest {
  return callers === 100 ? contest : { ...contest, isPointOnly: true, turns: { full: 3, quick: 1 } }
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
        await side.callLate(callers)
        await side.settled()
        return { value: takeCount() }
      }
      return { ours: () => count(ours), theirs: () => count(theirs) }
    },
  }
}

/** How long they wait for a key, against those of option A. */
function waitOf(callers: number): Contest {
  return {
    ...waitShared,
    name: nameOfWait(callers),
    limit:
      'Nobody waits for the network: all wait until the last of them has got a key, as they share one thread.',
    growth: { line: 'wait on a stale snapshot', of: 'callers', size: callers },
    async open(ground, resources) {
      const { ours, theirs } = await openCallers(ground, resources, { isCounted: false })
      return {
        ours: () => waitOnce(ours, () => ours.callLate(callers)),
        theirs: () => waitOnce(theirs, () => theirs.callLate(callers)),
      }
    },
  }
}

/** What a stale snapshot adds to their wait: nothing, where both are the same. */
function addedWaitOf(callers: number): Contest {
  return {
    ...waitShared,
    name: nameOfWait(callers),
    against: 'the same on a fresh one',
    limit: 'What is added is what the one request takes of the thread that the callers share.',
    async open(ground, resources) {
      const { ours } = await openCallers(ground, resources, { isCounted: false })
      // Both come after the same pause: a thread that has just done the same is quicker at it.
      const callFresh = async () => {
        await ours.callLate(1)
        await ours.settled()
        return ours.call(callers)
      }
      return {
        ours: () => waitOnce(ours, () => ours.callLate(callers)),
        theirs: () => waitOnce(ours, callFresh),
      }
    },
  }
}

/** In microseconds, of which 99 % of the callers waited less: the middle of several times. */
async function waitOnce(side: CallerSide, call: () => Promise<number[]>): Promise<Measured> {
  const slowest: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    slowest.push(quantile(await call(), 0.99))
    await side.settled()
  }
  return { value: quantile(slowest, 0.5) * 1_000 }
}

function nameOfWait(callers: number): string {
  return `wait of ${named(callers)} on a stale snapshot, p99`
}

function named(callers: number): string {
  return callers === 1 ? '1 caller' : `${callers.toLocaleString('en')} callers`
}
