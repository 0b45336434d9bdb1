import type { Cooldown, PooledKey } from '@itqan/keys-contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pooledKey } from '../../test/pooled-key'
import { createProviderPool } from './provider-pool'
import { rankKeys } from './rank-keys'
import { strategies } from './strategy'

const NOW = 1_000_000
const model = 'm'

const restOf = (scope: Cooldown['scope'], target: string, about: string | null): Cooldown => ({
  scope,
  provider: 'gemini',
  target,
  model: about,
  outcome: 'rate_limit',
  until: new Date(NOW + 60_000),
  revision: 2,
})

/** The ids that a client which has just come would be given, one after another. */
function triedInTurn(keys: PooledKey[], cooldowns: Cooldown[]): string[] {
  const pool = createProviderPool({
    strategy: strategies['least-errors'],
    random: Math.random,
    onChange: () => {},
  })
  pool.put(keys, NOW)
  pool.merge(cooldowns, NOW)
  const exclude = new Set<string>()
  for (;;) {
    const grant = pool.take({ model, now: NOW, exclude })
    if (!grant) return [...exclude]
    exclude.add(grant.state.key.id)
  }
}

const someKeys = fc.array(
  fc.record({
    usageCount: fc.nat(14),
    errors: fc.constantFrom(0, 0, 0.4, 1, 1.3, 2),
    weight: fc.constantFrom(1, 1, 2, 5),
    quotaPool: fc.constantFrom(null, 'p', 'q'),
  }),
  { minLength: 1, maxLength: 12 },
)

const someRests = fc.array(
  fc.oneof(
    fc.nat(11).map((id) => restOf('key', `k${id}`, null)),
    fc.nat(11).map((id) => restOf('key_model', `k${id}`, model)),
    fc.nat(11).map((id) => restOf('key_model', `k${id}`, 'other')),
    fc.constant(restOf('pool_model', 'p', model)),
    fc.constant(restOf('pool_model', 'q', null)),
  ),
  { maxLength: 5 },
)

describe('the order that is explained', () => {
  it('is the order in which keys are given out: each is one of the first of those that are left', () => {
    fc.assert(
      fc.property(someKeys, someRests, (rows, cooldowns) => {
        const keys = rows.map(({ errors, ...row }, index) =>
          pooledKey(`k${index}`, { ...row, recentErrors: errors, errorCount: Math.ceil(errors) }),
        )
        const ranked = rankKeys({ keys, cooldowns, model, now: NOW })
        const places = new Map(ranked.map(({ keyId, place }) => [keyId, place]))
        const tried = triedInTurn(keys, cooldowns).map((id) => places.get(id))
        const expected = ranked.flatMap(({ place }) => (place === null ? [] : [place]))
        expect(tried).toEqual(expected)
        expect(expected).toEqual(expected.toSorted((a, b) => a - b))
      }),
      { numRuns: 500 },
    )
  })

  it('gives equal keys one place, and each of them is taken first at times', () => {
    const keys = [pooledKey('a'), pooledKey('b'), pooledKey('c', { usageCount: 3 })]
    const places = rankKeys({ keys, cooldowns: [], model, now: NOW }).map(({ place }) => place)
    expect(places).toEqual([1, 1, 2])
    const firsts = Array.from({ length: 60 }, () => triedInTurn(keys, [])[0])
    expect([...new Set(firsts)].toSorted()).toEqual(['a', 'b'])
  })

  it('leaves keys that are equal in the order that they were given in', () => {
    const keys = ['c', 'a', 'b'].map((id) => pooledKey(id))
    const order = () => rankKeys({ keys, cooldowns: [], model, now: NOW }).map(({ keyId }) => keyId)
    expect(order()).toEqual(['c', 'a', 'b'])
    expect(order()).toEqual(order())
  })

  it('weighs uses, and takes errors first', () => {
    const keys = [
      pooledKey('failed', { errorCount: 1, recentErrors: 1 }),
      pooledKey('light', { usageCount: 4 }),
      pooledKey('heavy', { usageCount: 6, weight: 2 }),
    ]
    const ranked = rankKeys({ keys, cooldowns: [], model, now: NOW })
    expect(ranked.map(({ keyId }) => keyId)).toEqual(['heavy', 'light', 'failed'])
  })

  it('says what rests, for what, and since it needs no key, holds none', () => {
    const { key: _secret, ...keyless } = pooledKey('a', { quotaPool: 'p' })
    const cooldowns = [restOf('pool_model', 'p', model)]
    const [resting] = rankKeys({ keys: [keyless], cooldowns, model, now: NOW })
    expect(resting).toMatchObject({
      place: null,
      isEligible: false,
      hindrances: [{ kind: 'resting', scope: 'pool_model', model, until: new Date(NOW + 60_000) }],
    })
    expect(rankKeys({ keys: [keyless], cooldowns, model: 'other', now: NOW })[0]?.place).toBe(1)
  })
})
