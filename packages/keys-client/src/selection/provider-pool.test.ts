import type { Cooldown, Outcome, PooledKey } from '@itqan/keys-contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pooledKey, pooledKeys } from '../../test/pooled-key'
import { explainPool } from './explain'
import { createProviderPool, type Grant, type ProviderPool } from './provider-pool'
import { strategies, type StrategyName } from './strategy'

const MINUTE = 60_000
const model = 'm'

function poolOf(keys: PooledKey[], strategy: StrategyName = 'least-errors'): ProviderPool {
  const pool = createProviderPool({
    strategy: strategies[strategy],
    random: Math.random,
    onChange: () => {},
  })
  pool.put(keys, 0)
  return pool
}

const take = (pool: ProviderPool, now = 0, about: string | null = model) =>
  pool.take({ model: about, now })

const idOf = (grant: Grant | null) => grant?.state.key.id

const targetOf = (id: string) =>
  ({ scope: 'key', provider: 'gemini', target: id, model: null }) as const

const cooldown = (rest: Partial<Cooldown>): Cooldown => ({
  ...targetOf('k0'),
  outcome: 'rate_limit',
  until: new Date(MINUTE),
  revision: 2,
  ...rest,
})

type Change =
  | { kind: 'rest'; id: number; ms: number }
  | { kind: 'remove'; id: number }
  | { kind: 'put'; id: number; pool: string | null }

function change(pool: ProviderPool, one: Change, now: number): void {
  const id = `k${one.id}`
  if (one.kind === 'remove') pool.remove([id])
  else if (one.kind === 'put') pool.put([pooledKey(id, { quotaPool: one.pool })], now)
  else pool.rest(targetOf(id), { outcome: 'billing', until: now + one.ms, isGuess: false, now })
}

/** Takes a key, and checks that there was no better one. */
function takeBest(pool: ProviderPool, result: 'success' | 'failure' | 'neutral', now: number) {
  const eligible = explainPool(pool, { model, now }).filter((key) => key.isEligible)
  const grant = take(pool, now)
  expect(grant !== null).toBe(eligible.length > 0)
  if (!grant) return
  const chosen = eligible.find(({ keyId }) => keyId === grant.state.key.id)
  const [best] = eligible
  expect(chosen).toBeDefined()
  expect(chosen?.uses).toBe(best?.uses)
  expect(Math.round(chosen?.recentErrors ?? -1)).toBe(Math.round(best?.recentErrors ?? -2))
  pool.end(grant, { result, now })
}

describe('the order', () => {
  it('spreads 1,000 uses over 10 equal keys evenly', () => {
    const pool = poolOf(pooledKeys(10))
    const uses = new Map<string | undefined, number>()
    for (let use = 0; use < 1_000; use += 1) {
      const grant = take(pool)
      uses.set(idOf(grant), (uses.get(idOf(grant)) ?? 0) + 1)
      if (grant) pool.end(grant, { result: 'success', now: 0 })
    }
    expect([...uses.values()]).toEqual(Array.from({ length: 10 }, () => 100))
  })

  it('goes by recent errors first, then by uses', () => {
    const pool = poolOf([
      pooledKey('failing', { recentErrors: 1, errorCount: 1 }),
      pooledKey('busy', { usageCount: 9 }),
      pooledKey('best', { usageCount: 2 }),
    ])
    const order = explainPool(pool, { model, now: 0 }).map(({ keyId }) => keyId)
    expect(order).toEqual(['best', 'busy', 'failing'])
    expect(idOf(take(pool))).toBe('best')
  })

  it('forgives an error with time: after its half-life it does not count any more', () => {
    const pool = poolOf([pooledKey('a'), pooledKey('b', { usageCount: 5 })])
    const grant = take(pool)
    if (grant) pool.end(grant, { result: 'failure', now: 0 })
    expect(idOf(take(pool, 9 * MINUTE))).toBe('b')
    expect(idOf(take(pool, 11 * MINUTE))).toBe('a')
  })

  it('gives a new key no more than ten uses ahead of the others', () => {
    const pool = poolOf(pooledKeys(3, { usageCount: 100_000 }))
    for (let use = 0; use < 300; use += 1) take(pool)
    pool.put([pooledKey('new')], 0)
    const ids = Array.from({ length: 50 }, () => idOf(take(pool)))
    expect(ids.filter((id) => id === 'new').length).toBeLessThan(25)
    expect(ids[0]).toBe('new')
  })

  it('takes a key back where it was when it was switched off and on again', () => {
    const pool = poolOf([pooledKey('a'), pooledKey('b')])
    pool.remove(['b'])
    pool.put([pooledKey('b', { usageCount: 1 })], 0)
    expect(idOf(take(pool))).toBe('a')
    pool.remove(['a', 'b'])
    pool.put([pooledKey('b', { usageCount: 5 })], 0)
    pool.put([pooledKey('a', { usageCount: 2 })], 0)
    expect(Array.from({ length: 3 }, () => idOf(take(pool)))).toEqual(['a', 'a', 'a'])
  })

  it('passes over what was tried already', () => {
    const pool = poolOf(pooledKeys(3))
    const exclude = new Set(['k0', 'k1'])
    expect(idOf(pool.take({ model, now: 0, exclude }))).toBe('k2')
    expect(pool.take({ model, now: 0, exclude: new Set(['k0', 'k1', 'k2']) })).toBeNull()
    expect(pool.eligibleCount(model, 0)).toBe(3)
  })

  it('may be least used alone, or by turns', () => {
    const keys = [
      pooledKey('a', { recentErrors: 9, errorCount: 9 }),
      pooledKey('b', { usageCount: 5 }),
    ]
    expect(idOf(take(poolOf(keys, 'least-used')))).toBe('a')
    const turns = poolOf(pooledKeys(3), 'round-robin')
    const ids = Array.from({ length: 6 }, () => idOf(take(turns)))
    expect(ids.slice(3)).toEqual(ids.slice(0, 3))
    expect(new Set(ids).size).toBe(3)
  })

  it('is exact at any size: always the least of those that may be used', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('take' as const),
        result: fc.constantFrom('success' as const, 'failure' as const, 'neutral' as const),
      }),
      fc.record({ kind: fc.constant('rest' as const), id: fc.nat(30), ms: fc.nat(100) }),
      fc.record({ kind: fc.constant('remove' as const), id: fc.nat(30) }),
      fc.record({
        kind: fc.constant('put' as const),
        id: fc.nat(30),
        pool: fc.constantFrom(null, 'p', 'q'),
      }),
      fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(50) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const pool = poolOf(pooledKeys(20))
        let now = 0
        for (const one of steps) {
          if (one.kind === 'wait') now += one.ms
          else if (one.kind === 'take') takeBest(pool, one.result, now)
          else change(pool, one, now)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a key that was removed', () => {
  it('is never taken again, even when a use of it ends later and its place was given away', () => {
    const pool = poolOf(pooledKeys(2))
    const late = [take(pool), take(pool)]
    pool.remove(['k0', 'k1'])
    pool.put([pooledKey('new')], 0)
    for (const grant of late) if (grant) pool.end(grant, { result: 'failure', now: 0 })
    expect(Array.from({ length: 5 }, () => idOf(take(pool)))).toEqual(Array(5).fill('new'))
  })
})

describe('a rest', () => {
  it('keeps a key back until its time, then lets one trial through, then ramps over 3 successes', () => {
    const pool = poolOf(pooledKeys(1))
    pool.rest(targetOf('k0'), { outcome: 'rate_limit', until: MINUTE, isGuess: false, now: 0 })
    expect(take(pool, MINUTE - 1)).toBeNull()
    const atOnce: number[] = []
    for (let round = 0; round < 4; round += 1) {
      const grants: Grant[] = []
      for (let grant = take(pool, MINUTE); grant && grants.length < 9; grant = take(pool, MINUTE)) {
        grants.push(grant)
      }
      atOnce.push(grants.length)
      // One success a round: the others say nothing.
      grants.forEach((grant, index) =>
        pool.end(grant, { result: index === 0 ? 'success' : 'neutral', now: MINUTE }),
      )
    }
    expect(atOnce).toEqual([1, 2, 3, 9])
  })

  it('begins anew, longer, when the trial fails', () => {
    const pool = poolOf(pooledKeys(1))
    const target = targetOf('k0')
    pool.rest(target, { outcome: 'rate_limit', until: MINUTE, isGuess: false, now: 0 })
    // Others that were under way fail as well: it is still the first rest.
    pool.rest(target, { outcome: 'rate_limit', until: MINUTE, isGuess: false, now: 0 })
    expect(pool.restsOf(target)).toBe(0)
    const grant = take(pool, MINUTE)
    expect(pool.restsOf(target)).toBe(1)
    pool.rest(target, { outcome: 'rate_limit', until: 3 * MINUTE, isGuess: false, now: 0 })
    if (grant) pool.end(grant, { result: 'failure', now: MINUTE })
    expect(take(pool, 3 * MINUTE - 1)).toBeNull()
    expect(take(pool, 3 * MINUTE)).not.toBeNull()
  })

  it.each<[string, Partial<Cooldown>, (string | null)[]]>([
    ['a key', targetOf('k0'), ['k1', 'k2']],
    ['a key for one model', { scope: 'key_model', target: 'k0', model }, ['k1', 'k2']],
    ['a quota pool for one model', { scope: 'pool_model', target: 'p', model }, ['k2']],
    ['a quota pool for every model', { scope: 'pool_model', target: 'p', model: null }, ['k2']],
    ['the provider', { scope: 'provider', target: 'gemini', model: null }, []],
    ['another model', { scope: 'key_model', target: 'k0', model: 'other' }, ['k0', 'k1', 'k2']],
  ])('of %s keeps back what it speaks of, and nothing else', (_, rest, left) => {
    const quotaPool = 'p'
    const pool = poolOf([
      pooledKey('k0', { quotaPool }),
      pooledKey('k1', { quotaPool }),
      pooledKey('k2'),
    ])
    pool.merge([cooldown(rest)], 0)
    const eligible = explainPool(pool, { model, now: 0 }).filter((key) => key.isEligible)
    expect(eligible.map(({ keyId }) => keyId).toSorted()).toEqual(left)
    expect(pool.eligibleCount(model, 0)).toBe(left.length)
  })

  it('that the dashboard lifted is over at once; an older word of it changes nothing', () => {
    const pool = poolOf(pooledKeys(1))
    pool.merge([cooldown({ revision: 5 })], 0)
    pool.merge([cooldown({ revision: 4, until: new Date(0) })], 0)
    expect(take(pool)).toBeNull()
    pool.merge([cooldown({ revision: 6, until: new Date(0) })], 0)
    expect(take(pool)).not.toBeNull()
    pool.merge([cooldown({ revision: 5 })], 0)
    expect(pool.eligibleCount(model, 0)).toBe(1)
  })

  it('that this process met is not shortened by a dashboard that does not know of it yet', () => {
    const pool = poolOf(pooledKeys(1))
    pool.rest(targetOf('k0'), { outcome: 'billing', until: 10 * MINUTE, isGuess: false, now: 0 })
    pool.merge([cooldown({ revision: 7, until: new Date(MINUTE) })], 0)
    expect(take(pool, 5 * MINUTE)).toBeNull()
    pool.confirm(targetOf('k0'), 10 * MINUTE)
    pool.merge([cooldown({ revision: 8, until: new Date(MINUTE) })], 5 * MINUTE)
    expect(take(pool, 5 * MINUTE)).not.toBeNull()
  })

  it('outlives uses that passed the one before it', () => {
    const pool = poolOf(pooledKeys(1))
    const rest = (until: number) =>
      pool.rest(targetOf('k0'), { outcome: 'rate_limit', until, isGuess: false, now: 0 })
    rest(MINUTE)
    for (let success = 0; success < 2; success += 1) {
      const grant = take(pool, MINUTE)
      if (grant) pool.end(grant, { result: 'success', now: MINUTE })
    }
    const grants = [take(pool, MINUTE), take(pool, MINUTE), take(pool, MINUTE)]
    const [first, second, third] = grants
    if (!first || !second || !third) throw new Error('three at once were expected')
    pool.end(first, { result: 'success', now: MINUTE })
    rest(2 * MINUTE)
    pool.end(second, { result: 'failure', now: MINUTE })
    pool.end(third, { result: 'success', now: MINUTE })
    expect(take(pool, 2 * MINUTE - 1)).toBeNull()
    expect(take(pool, 2 * MINUTE)).not.toBeNull()
  })

  it('that is heard of after its end still asks for a trial', () => {
    const pool = poolOf(pooledKeys(1))
    pool.merge([cooldown({ revision: 5 })], 0)
    pool.merge([cooldown({ revision: 6, until: new Date(2 * MINUTE) })], 3 * MINUTE)
    expect(take(pool, 3 * MINUTE)).not.toBeNull()
    expect(take(pool, 3 * MINUTE)).toBeNull()
  })

  it('that was a guess can be taken back, and its echo changes nothing; a dated one stays', () => {
    const pool = poolOf(pooledKeys(2))
    pool.rest(targetOf('k0'), { outcome: 'invalid_key', until: MINUTE, isGuess: true, now: 0 })
    pool.rest(targetOf('k1'), { outcome: 'rate_limit', until: MINUTE, isGuess: false, now: 0 })
    pool.rest(targetOf('k1'), { outcome: 'rate_limit', until: MINUTE, isGuess: true, now: 0 })
    pool.withdraw(targetOf('k0'))
    pool.withdraw(targetOf('k1'))
    const echo = cooldown({ ...targetOf('k0'), outcome: 'invalid_key', revision: 3 })
    pool.merge([echo], 0)
    expect(pool.isEligible('k0', model, 0)).toBe(true)
    expect(pool.isEligible('k1', model, 0)).toBe(false)
    pool.merge([{ ...echo, revision: 4, until: new Date(2 * MINUTE) }], 0)
    expect(pool.isEligible('k0', model, 0)).toBe(false)
  })

  it('is explained without a secret', () => {
    const pool = poolOf(pooledKeys(2))
    pool.merge([cooldown({ outcome: 'invalid_key' as Outcome })], 0)
    const explained = explainPool(pool, { model, now: 0 })
    expect(explained[1]).toMatchObject({
      keyId: 'k0',
      isEligible: false,
      hindrances: [
        { kind: 'resting', scope: 'key', outcome: 'invalid_key', until: new Date(MINUTE) },
      ],
    })
    expect(JSON.stringify(explained)).not.toContain('AIza')
  })
})
