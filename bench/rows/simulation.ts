import type { Contest, Growth, Sides } from '../contest/contest'
import { rivals } from '../simulation/policies/rivals'
import { type Scenario, usual } from '../simulation/scenario'
import type { Score } from '../simulation/score'
import { bestRival, scoreOracle, scoreOurs } from '../simulation/scores'

const BEST = `the best of ${rivals.length} other policies`
const ORACLE = 'an oracle that knows the limits'

interface Compared {
  /** What is compared of a score. */
  of: (score: Score) => number
  better: 'higher' | 'lower'
  against: string
  variant?: Partial<Omit<Scenario, 'seed'>>
}

/** Each turn has a seed of its own, the same for both sides. The first, which does not count, has the second's. */
function sidesOf({ of, better, against, variant }: Compared): Sides {
  let turn = { ours: 0, theirs: 0 }
  const scenarioOf = (side: keyof typeof turn): Scenario => {
    const seed = Math.max(1, turn[side])
    turn = { ...turn, [side]: turn[side] + 1 }
    return { ...usual, ...variant, seed }
  }
  return {
    ours: async () => ({ value: of(await scoreOurs(scenarioOf('ours'))) }),
    async theirs() {
      const scenario = scenarioOf('theirs')
      if (against === ORACLE) return { value: of(await scoreOracle(scenario)) }
      return { value: of((await bestRival(scenario, { of, better })).score) }
    },
  }
}

function contestOf(
  compared: Compared,
  row: Pick<Contest, 'name' | 'unit' | 'target' | 'limit'> & { growth?: Growth },
): Contest {
  const { better, against } = compared
  return {
    ...row,
    against,
    better,
    turns: { full: row.growth ? 2 : 9, quick: 3 },
    ...(row.growth && { isPointOnly: true }),
    open: async () => sidesOf(compared),
  }
}

const firstTry = {
  of: ({ firstTry: value }: Score) => value,
  better: 'higher',
} as const

const LEARNING =
  'What a project may do is learnt by being refused; in a rush there are not enough limits.'

const rows: Contest[] = [
  contestOf(
    { ...firstTry, against: BEST },
    { name: 'simulation: first-try success', unit: '% of calls', target: 1, limit: LEARNING },
  ),
  contestOf(
    { ...firstTry, against: ORACLE },
    { name: 'simulation: first-try success', unit: '% of calls', target: 0.98, limit: LEARNING },
  ),
  contestOf(
    { of: ({ wasted }) => wasted, better: 'lower', against: BEST },
    {
      name: 'simulation: wasted attempts',
      unit: 'for 100 calls',
      target: null,
      limit: 'A limit is met once in a while by each process, and each dead key once.',
    },
  ),
  contestOf(
    { of: ({ lostMs }) => lostMs, better: 'lower', against: BEST },
    {
      name: 'simulation: time lost',
      unit: 'ms a call',
      target: null,
      limit: 'Mostly pauses while a model is overloaded. Who gives up more calls loses less time.',
    },
  ),
  contestOf(
    { of: ({ evenness }) => evenness, better: 'higher', against: BEST },
    {
      name: 'simulation: evenness',
      unit: '% of evenness',
      target: null,
      limit: 'Keys of weight 1 share the calls evenly, whatever their projects can do.',
    },
  ),
]

const loads: Contest[] = [10, 50, 80, 95, 110].flatMap((size) =>
  [BEST, ORACLE].map((against) =>
    contestOf(
      { ...firstTry, against, variant: { load: size / 100 } },
      {
        name: `simulation: first-try success at ${size} % load`,
        unit: '% of calls',
        target: null,
        limit: LEARNING,
        growth: { line: 'first-try success by load', of: '% of what the keys can answer', size },
      },
    ),
  ),
)

/** Fewer minutes of more keys: the calls of one scenario stay below 100,000. */
const MINUTES = new Map([
  [10, 30],
  [100, 20],
  [1_000, 4],
])

const pools: Contest[] = Array.from(MINUTES, ([keys, minutes]) =>
  contestOf(
    { ...firstTry, against: ORACLE, variant: { keys, minutes } },
    {
      name: `simulation: first-try success of ${keys} keys`,
      unit: '% of calls',
      target: null,
      limit: LEARNING,
      growth: { line: 'first-try success by keys', of: 'keys', size: keys },
    },
  ),
)

/** Choosing a key, on one simulated provider: the same calls, limits and dead keys for every policy. */
export const simulationContests: readonly Contest[] = [...rows, ...loads, ...pools]
