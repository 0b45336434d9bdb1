import type { Cooldown } from '@itqan/keys-contract'
import type { OrderedKey, OrderFacts } from '@itqan/keys-store'
import { describe, expect, it } from 'vitest'
import { explainOrder } from './explain-order'

const at = new Date('2026-11-23T14:00:00Z')
const inMinutes = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

const key = (id: string, rest: Partial<OrderedKey> = {}): OrderedKey => ({
  id,
  provider: 'gemini',
  name: id,
  maskedKey: 'AIza…0000',
  quotaPool: null,
  weight: 1,
  isActive: true,
  isDisabledByProvider: false,
  usageCount: 0,
  errorCount: 0,
  recentErrors: 0,
  lastUsedAt: null,
  lastFailure: null,
  lastFailureAt: null,
  lastError: null,
  ...rest,
})

const rest = (more: Partial<Cooldown>): Cooldown => ({
  scope: 'key',
  provider: 'gemini',
  target: 'a',
  model: null,
  outcome: 'rate_limit',
  until: inMinutes(5),
  revision: 1,
  ...more,
})

const facts = (keys: OrderedKey[], more: Partial<OrderFacts> = {}): OrderFacts => ({
  at,
  keys,
  cooldowns: [],
  sources: [],
  ...more,
})

const explain = (what: OrderFacts, model: string | null = 'm') => explainOrder(what, { model })

describe('the order of a provider’s keys', () => {
  it('is the client’s, with the keys that are switched off after those that rest', () => {
    const why = explain(
      facts(
        [
          key('off', { isActive: false }),
          key('refused', { isActive: false, isDisabledByProvider: true }),
          key('long', { quotaPool: 'p' }),
          key('short'),
          key('used', { usageCount: 5 }),
          key('heavy', { usageCount: 4, weight: 2 }),
        ],
        {
          cooldowns: [
            rest({ scope: 'pool_model', target: 'p', model: 'm', until: inMinutes(60) }),
            rest({ target: 'short' }),
          ],
        },
      ),
    )
    expect(why.keys.map(({ keyId, state, place }) => [keyId, state, place])).toEqual([
      ['heavy', 'ready', 1],
      ['used', 'ready', 2],
      ['short', 'resting', null],
      ['long', 'resting', null],
      ['refused', 'refused', null],
      ['off', 'disabled', null],
    ])
    expect(why.totals).toEqual({ ready: 2, resting: 2, refused: 1, disabled: 1 })
  })

  it('counts who is equal', () => {
    const { keys } = explain(facts([key('a'), key('b'), key('c', { usageCount: 3 })]))
    expect(keys.map(({ place, equals }) => [place, equals])).toEqual([
      [1, 2],
      [1, 2],
      [2, 1],
    ])
  })

  it('tells each rest with who told of it, and only those that keep back from this model', () => {
    const cooldowns = [
      rest({ scope: 'key_model', model: 'm' }),
      rest({ scope: 'key_model', model: 'other' }),
      rest({ outcome: 'billing', until: inMinutes(9) }),
    ]
    const source = { app: 'itqan-ma', at: inMinutes(-1) }
    const sources = [{ ...rest({ scope: 'key_model', model: 'm' }), ...source }]
    const [only] = explain(facts([key('a')], { cooldowns, sources })).keys
    expect(only?.rests).toEqual([
      { scope: 'key', model: null, outcome: 'billing', until: inMinutes(9), source: null },
      { scope: 'key_model', model: 'm', outcome: 'rate_limit', until: inMinutes(5), source },
    ])
    expect(explain(facts([key('a')], { cooldowns }), null).keys[0]?.rests).toHaveLength(1)
  })

  it('shows a hundred keys of a state, and says how many there are', () => {
    const why = explain(facts(Array.from({ length: 140 }, (_, index) => key(`k${index}`))))
    expect([why.keys.length, why.totals.ready, why.keys[0]?.equals]).toEqual([100, 140, 140])
  })
})
