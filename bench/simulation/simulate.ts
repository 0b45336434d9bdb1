import { createArrivals } from './arrivals'
import { createLog, type Log } from './log'
import type { Policy } from './policies/policy'
import { createProvider } from './provider'
import { createRandom } from './random'
import { MINUTE_MS, type Scenario, startOf } from './scenario'
import { type Score, scoreOf } from './score'
import { createVirtualClock } from './virtual-clock'
import { createWorld } from './world'

/** The last call has ended by then: ten attempts, and the pauses between them. */
const LAST_MS = 5 * MINUTE_MS

/** Lets a policy answer all calls of a scenario. */
export async function simulate(policy: Policy, scenario: Scenario): Promise<Score> {
  const { log, world } = await play(policy, scenario)
  return scoreOf(log.calls, { scenario, world })
}

/** As {@link simulate}, with what became of each call. */
export async function play(policy: Policy, scenario: Scenario): Promise<Played> {
  const world = createWorld(scenario)
  const arrivals = createArrivals(scenario, world)
  const clock = createVirtualClock(startOf(scenario))
  const log = createLog(arrivals)
  const provider = createProvider()
  const random = createRandom(scenario.seed + 2_000_003)
  const running = policy.start({ world, provider, clock, log, random })
  const settle = policy.isAsync ?? false
  for (const arrival of arrivals) clock.after(arrival.at, () => running.call(arrival))
  await clock.run(scenario.minutes * MINUTE_MS + LAST_MS, { settle })
  await running.close?.()
  return { log, world }
}

export interface Played {
  log: Log
  world: ReturnType<typeof createWorld>
}
