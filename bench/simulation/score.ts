import type { Call } from './log'
import { models } from './limits'
import type { Scenario } from './scenario'
import { capacityOf, livingProjects, type World } from './world'

/** How well a policy did, of all calls that came. */
export interface Score {
  calls: number
  /** Calls that their first attempt answered, in %. */
  firstTry: number
  /** Calls that were answered at all, in %. */
  answered: number
  /** Attempts that were refused for the key's sake (limit, dead key), for 100 calls. */
  wasted: number
  /** Spent on refused attempts and on waiting, a call, in milliseconds. */
  lostMs: number
  /**
   * 100 for projects that all answered the same share of what they can answer, 0 for one that answered
   * everything: 100 × (1 − Gini), each project and model with the weight of its capacity.
   */
  evenness: number
}

export function scoreOf(calls: readonly Call[], at: { scenario: Scenario; world: World }): Score {
  const share = (has: (call: Call) => boolean) => (100 * calls.filter(has).length) / calls.length
  const mean = (of: (call: Call) => number) =>
    calls.reduce((sum, call) => sum + of(call), 0) / calls.length
  return {
    calls: calls.length,
    firstTry: share(({ isFirstTry }) => isFirstTry),
    answered: share(({ isAnswered }) => isAnswered),
    wasted: 100 * mean(({ wasted }) => wasted),
    lostMs: mean(({ lostMs }) => lostMs),
    evenness: evennessOf(calls, at),
  }
}

function evennessOf(calls: readonly Call[], at: { scenario: Scenario; world: World }): number {
  const { scenario, world } = at
  const shares = models.flatMap((model) => {
    const answered = new Map<number, number>()
    for (const { project, arrival } of calls) {
      if (project === null || arrival.model !== model) continue
      answered.set(project, (answered.get(project) ?? 0) + 1)
    }
    return livingProjects(world).map((project): Share => {
      const weight = capacityOf(project, model, scenario)
      return { weight, value: (answered.get(project.index) ?? 0) / weight }
    })
  })
  return 100 * (1 - giniOf(shares))
}

export interface Share {
  value: number
  weight: number
}

/** 0 where all values are the same, near 1 where one has everything. */
export function giniOf(shares: readonly Share[]): number {
  const used = shares.filter(({ weight }) => weight > 0)
  const total = used.reduce((sum, { weight }) => sum + weight, 0)
  const mean = used.reduce((sum, { value, weight }) => sum + value * weight, 0) / total
  let differences = 0
  for (const a of used) {
    for (const b of used) differences += a.weight * b.weight * Math.abs(a.value - b.value)
  }
  return mean === 0 ? 0 : differences / (2 * total * total * mean)
}
