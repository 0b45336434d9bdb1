import { type Arrival, createArrivals } from './arrivals'
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
  begin(arrivals[0])
  await clock.run(scenario.minutes * MINUTE_MS + LAST_MS, { settle })
  await running.close?.()
  return { log, world }

  /** One after the other: a timer for each of them at once would make every other one slow. */
  function begin(arrival: Arrival | undefined): void {
    if (!arrival) return
    clock.after(arrival.at - clock.steady(), () => {
      running.call(arrival)
      begin(arrivals[arrival.number + 1])
    })
  }
}

export interface Played {
  log: Log
  world: ReturnType<typeof createWorld>
}
