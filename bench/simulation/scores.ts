import { oracle } from './policies/oracle'
import { ours } from './policies/ours'
import type { Policy } from './policies/policy'
import { rivals } from './policies/rivals'
import type { Scenario } from './scenario'
import type { Score } from './score'
import { simulate } from './simulate'

/** What one policy reached in one scenario. */
export interface Scored {
  name: string
  score: Score
}

const known = new Map<string, Promise<Scored>>()

/** Simulated once: the same seed comes to the same again. */
function scored(policy: Policy, scenario: Scenario): Promise<Scored> {
  const name = JSON.stringify([policy.name, scenario])
  const score = known.get(name) ?? simulated(policy, scenario)
  known.set(name, score)
  return score
}

async function simulated(policy: Policy, scenario: Scenario): Promise<Scored> {
  return { name: policy.name, score: await simulate(policy, scenario) }
}

export const scoreOurs = async (scenario: Scenario): Promise<Score> =>
  (await scored(ours, scenario)).score

export const scoreOracle = async (scenario: Scenario): Promise<Score> =>
  (await scored(oracle, scenario)).score

/** One after the other: two at once would only share a core. */
export async function scoreRivals(scenario: Scenario): Promise<Scored[]> {
  const scores: Scored[] = []
  for (const rival of rivals) scores.push(await scored(rival, scenario))
  return scores
}

/** Of the calls that the oracle has answered, a policy must answer so many to be compared at all. */
const SERIOUS = 0.9

/**
 * The best of the other policies in one respect. One that gives most calls up wastes none and loses no
 * time: it is left out.
 */
export async function bestRival(
  scenario: Scenario,
  { of, better }: { of: (score: Score) => number; better: 'higher' | 'lower' },
): Promise<Scored> {
  const { answered } = await scoreOracle(scenario)
  const serious = (await scoreRivals(scenario)).filter(
    ({ score }) => score.answered >= SERIOUS * answered,
  )
  const sign = better === 'higher' ? -1 : 1
  const [best] = serious.toSorted((a, b) => sign * (of(a.score) - of(b.score)))
  if (!best) throw new Error('No other policy answers its calls')
  return best
}
