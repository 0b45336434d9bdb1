import type { PooledKey } from '@itqan/keys-contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pooledKey } from '../../test/pooled-key'
import { createProviderPool, type ProviderPool } from './provider-pool'
import { strategies, type StrategyName } from './strategy'

const names: StrategyName[] = ['least-errors', 'least-used', 'round-robin']

function poolOf(keys: PooledKey[], strategy: StrategyName = 'least-errors'): ProviderPool {
  const pool = createProviderPool({
    strategy: strategies[strategy],
    random: Math.random,
    onChange: () => {},
  })
  pool.put(keys, 0)
  return pool
}

/** Takes and ends so many; answers the ids in their order. */
function takeMany(pool: ProviderPool, count: number, now = 0): string[] {
  return Array.from({ length: count }, () => {
    const grant = pool.take({ model: null, now })
    if (!grant) throw new Error('a key was expected')
    pool.end(grant, { result: 'success', now })
    return grant.state.key.id
  })
}

const countOf = (ids: readonly string[], id: string) => ids.filter((one) => one === id).length

describe('a weight', () => {
  it.each(names)('spreads the uses in its proportion, whatever came before: %s', (strategy) => {
    const key = fc.record({
      weight: fc.constantFrom(1, 2, 5),
      usageCount: fc.nat(1_000_000),
    })
    fc.assert(
      fc.property(fc.array(key, { minLength: 2, maxLength: 12 }), (rows) => {
        const keys = rows.map((row, index) => pooledKey(`k${index}`, row))
        const total = keys.reduce((sum, { weight }) => sum + weight, 0)
        const ids = takeMany(poolOf(keys, strategy), 400 * total)
        for (const { id, weight } of keys) {
          const share = countOf(ids, id) / (400 * weight)
          expect(share).toBeGreaterThan(0.95)
          expect(share).toBeLessThan(1.05)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('takes turns far apart: no key has its turns in a row while others wait', () => {
    const keys = [pooledKey('heavy', { weight: 5 }), pooledKey('a'), pooledKey('b')]
    const ids = takeMany(poolOf(keys, 'round-robin'), 70).join(' ')
    expect(ids).not.toContain(Array(6).fill('heavy').join(' '))
    expect(ids).not.toContain('a a')
    for (let round = 0; round < 10; round += 1) {
      const turns = ids.split(' ').slice(7 * round, 7 * round + 7)
      expect([countOf(turns, 'heavy'), countOf(turns, 'a'), countOf(turns, 'b')]).toEqual([5, 1, 1])
    }
  })

  it('does not outweigh errors', () => {
    const keys = [
      pooledKey('heavy', { weight: 100, errorCount: 1, recentErrors: 1 }),
      pooledKey('light', { usageCount: 9 }),
    ]
    expect(takeMany(poolOf(keys), 3)).toEqual(['light', 'light', 'light'])
  })

  it('of a key that comes among much used ones brings it no more than ten uses at once', () => {
    const pool = poolOf([
      pooledKey('a', { usageCount: 1_000_000 }),
      pooledKey('b', { usageCount: 1_000_000 }),
    ])
    takeMany(pool, 300)
    pool.put([pooledKey('heavy', { weight: 100 })], 0)
    const ids = takeMany(pool, 1_020)
    expect(countOf(ids, 'heavy')).toBeLessThanOrEqual(1_010)
    expect(countOf(ids, 'heavy')).toBeGreaterThanOrEqual(1_000)
  })

  it('leaves a light key that was used more than its share no more than ten uses behind', () => {
    const keys = [
      pooledKey('heavy', { weight: 100, usageCount: 1_000_000 }),
      pooledKey('light', { usageCount: 1_000_000 }),
    ]
    const pool = poolOf(keys)
    expect(takeMany(pool, 12)).toContain('light')
  })

  it.each(names)(
    'that changes holds from then on, and repays nothing of before: %s',
    (strategy) => {
      const pool = poolOf([pooledKey('a'), pooledKey('b')], strategy)
      takeMany(pool, 2_000)
      pool.put([pooledKey('a', { weight: 4, usageCount: 1_000 })], 0)
      const before = takeMany(pool, 50)
      expect(countOf(before, 'b')).toBeGreaterThanOrEqual(9)
      expect(countOf(before, 'b')).toBeLessThanOrEqual(11)
      pool.put([pooledKey('a', { usageCount: 1_040 })], 0)
      const after = takeMany(pool, 50)
      expect(countOf(after, 'b')).toBeGreaterThanOrEqual(24)
      expect(countOf(after, 'b')).toBeLessThanOrEqual(26)
    },
  )

  it('missed while it rested is not made up for by turns', () => {
    const pool = poolOf([pooledKey('a'), pooledKey('b')], 'round-robin')
    const target = { scope: 'key', provider: 'gemini', target: 'b', model: null } as const
    pool.rest(target, { outcome: 'rate_limit', until: 1_000, isGuess: false, now: 0 })
    takeMany(pool, 500)
    expect(countOf(takeMany(pool, 20, 1_000), 'b')).toBeLessThanOrEqual(11)
  })

  it('that a dashboard of before does not tell is one', () => {
    const { weight: _untold, ...old } = pooledKey('old')
    const pool = poolOf([old as PooledKey, pooledKey('new', { weight: 3 })])
    expect(countOf(takeMany(pool, 400), 'old')).toBe(100)
  })
})
