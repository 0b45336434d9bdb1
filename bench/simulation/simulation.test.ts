import { describe, expect, it } from 'vitest'
import { createArrivals } from './arrivals'
import { type Limits, limitsOf } from './limits'
import { oracle } from './policies/oracle'
import { ours } from './policies/ours'
import type { Policy } from './policies/policy'
import { rivals } from './policies/rivals'
import { createProvider, type SimProvider } from './provider'
import { MIDNIGHT, MINUTE_MS, type Scenario, usual } from './scenario'
import { giniOf } from './score'
import { play, simulate } from './simulate'
import { createWorld } from './world'

const small: Scenario = { ...usual, keys: 12, minutes: 8, seed: 3 }

const named = (name: string): Policy => {
  const found = rivals.find((rival) => rival.name === name)
  if (!found) throw new Error(`No policy ${name}`)
  return found
}

describe('the simulated provider', () => {
  it('answers as much of a minute as a project may ask, and says when the next begins', () => {
    const world = createWorld(small)
    const key = world.keys.find((one) => one.death === null && one.project.tier === 'free')
    const [arrival] = createArrivals(small, world)
    if (!key || !arrival) throw new Error('An empty world')
    const { rpm } = limitsOf.free['gemini-2.0-flash']
    const provider = createProvider()
    const begin = MIDNIGHT + MINUTE_MS - key.project.minuteOffset
    const call = { ...arrival, model: 'gemini-2.0-flash', tokens: 10, overloads: 0 } as const
    const ask = (now: number) => provider.ask({ arrival: call, number: 1, key, now })
    const statuses = Array.from({ length: rpm + 1 }, () => ask(begin).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(rpm)
    expect(JSON.stringify(ask(begin + 45_000).body)).toContain('"retryDelay":"15s"')
    expect(ask(begin + MINUTE_MS).status).toBe(200)
  })

  it('never answers more in a minute than a project may ask, whatever the policy', async () => {
    for (const policy of [ours, named('round-robin')]) {
      const answered = new Map<string, { requests: number; tokens: number; limits: Limits }>()
      await play(watched(policy, answered), { ...small, load: 1.5 })
      expect(answered.size).toBeGreaterThan(0)
      for (const { requests, tokens, limits } of answered.values()) {
        expect(requests).toBeLessThanOrEqual(limits.rpm)
        expect(tokens).toBeLessThanOrEqual(limits.tpm)
      }
    }
  })
})

type Answered = Map<string, { requests: number; tokens: number; limits: Limits }>

/** Counts what the provider answers, by project, model and the project's own minute. */
function watched(policy: Policy, answered: Answered): Policy {
  return {
    ...policy,
    start(setting) {
      const { provider } = setting
      const ask: SimProvider['ask'] = (attempt) => {
        const { arrival, key, now } = attempt
        const answer = provider.ask(attempt)
        if (answer.status !== 200) return answer
        const { index, minuteOffset, tier } = key.project
        const minute = Math.floor((now + minuteOffset) / MINUTE_MS)
        const name = `${index} ${arrival.model} ${minute}`
        const limits = limitsOf[tier][arrival.model]
        const { requests, tokens } = answered.get(name) ?? { requests: 0, tokens: 0 }
        answered.set(name, { requests: requests + 1, tokens: tokens + arrival.tokens, limits })
        return answer
      }
      return policy.start({ ...setting, provider: { ...provider, ask } })
    },
  }
}

describe('a scenario', () => {
  it('is the same for the same seed, and another for another', () => {
    const of = (scenario: Scenario) => createArrivals(scenario, createWorld(scenario))
    expect(of(small)).toEqual(of(small))
    expect(of({ ...small, seed: 4 })).not.toEqual(of(small))
  })

  it('comes to the same result each time, with the client too', async () => {
    expect(await simulate(ours, small)).toEqual(await simulate(ours, small))
  })

  it('has about as many calls as its load says', () => {
    const calls = (load: number) =>
      createArrivals({ ...small, minutes: 60, load }, createWorld(small)).length
    expect(calls(1) / calls(0.5)).toBeGreaterThan(1.6)
    expect(calls(1) / calls(0.5)).toBeLessThan(2.4)
  })
})

describe('a policy', () => {
  it.each([1, 2, 3])('has no more first tries answered than the oracle (seed %i)', async (seed) => {
    const scenario = { ...small, seed }
    const best = await simulate(oracle, scenario)
    const better: string[] = []
    for (const policy of [ours, ...rivals]) {
      const score = await simulate(policy, scenario)
      if (score.firstTry > best.firstTry) better.push(policy.name)
    }
    expect(better).toEqual([])
    expect(best.wasted).toBe(0)
  })

  it('does worse when it is blind to refusals', async () => {
    const blind = await simulate(named('round-robin'), small)
    const seeing = await simulate(named('round-robin, 60 s cooldown'), small)
    expect(blind.firstTry).toBeLessThan(seeing.firstTry)
    expect(blind.wasted).toBeGreaterThan(seeing.wasted)
  })

  it('ends every call once', async () => {
    const unfinished: string[] = []
    for (const policy of [ours, oracle, ...rivals]) {
      const { log } = await play(policy, small)
      // A second end throws. Sums of fractions may come out a little below zero.
      if (!log.calls.every(({ lostMs }) => lostMs >= -1e-6)) unfinished.push(policy.name)
    }
    expect(unfinished).toEqual([])
  })
})

describe('evenness', () => {
  it('is a Gini of zero where all have the same, and near one where one has all', () => {
    const shares = (values: number[]) => values.map((value) => ({ value, weight: 1 }))
    expect(giniOf(shares([1, 1, 1, 1]))).toBeCloseTo(0)
    expect(giniOf(shares([...Array.from({ length: 99 }, () => 0), 1]))).toBeCloseTo(0.99)
  })
})
