import type { Cooldown, Outcome, PooledKey } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { pooledKey } from '../../../test/pooled-key'
import { chooseKey } from './choose-key'

const now = Date.parse('2026-06-01T12:00:00Z')

const rest = (target: string, outcome: Outcome, more: Partial<Cooldown> = {}): Cooldown => ({
  scope: 'key',
  provider: 'gemini',
  target,
  model: null,
  outcome,
  until: new Date(now + 60_000),
  revision: 1,
  ...more,
})

const [a, b, c] = ['a', 'b', 'c'].map((id) => pooledKey(id)) as [PooledKey, PooledKey, PooledKey]
const pooled = pooledKey('p', { quotaPool: 'projects/1' })

interface Row {
  title: string
  keys?: PooledKey[]
  cooldowns?: Cooldown[]
  present?: string | null
  choice: string
}

const rows: Row[] = [
  { title: 'takes the first key for a file that has none', choice: 'change a' },
  { title: 'takes the first key for a value that is in no pool', present: 'x', choice: 'change a' },
  { title: 'keeps the present key, though others are better', present: c.key, choice: 'keep c' },
  {
    title: 'keeps the present key while it is rate limited',
    present: b.key,
    cooldowns: [rest('b', 'rate_limit')],
    choice: 'keep b',
  },
  {
    title: 'leaves the present key when its provider refuses it',
    present: a.key,
    cooldowns: [rest('a', 'invalid_key')],
    choice: 'change b',
  },
  {
    title: 'leaves the present key when it cannot be billed',
    present: a.key,
    cooldowns: [rest('a', 'billing')],
    choice: 'change b',
  },
  {
    title: 'keeps the present key once that is over',
    present: a.key,
    cooldowns: [rest('a', 'billing', { until: new Date(now) })],
    choice: 'keep a',
  },
  {
    title: 'keeps the present key when one model alone is refused to it',
    present: a.key,
    cooldowns: [rest('a', 'billing', { scope: 'key_model', model: 'pro' })],
    choice: 'keep a',
  },
  {
    title: 'leaves a key whose quota pool cannot be billed',
    keys: [pooled, b],
    present: pooled.key,
    cooldowns: [rest('projects/1', 'billing', { scope: 'pool_model' })],
    choice: 'change b',
  },
  {
    title: 'passes over a key that is rate limited',
    cooldowns: [rest('a', 'rate_limit')],
    choice: 'change b',
  },
  {
    title: 'does not pass over a key that is rate limited for one model',
    cooldowns: [rest('a', 'rate_limit', { scope: 'key_model', model: 'pro' })],
    choice: 'change a',
  },
  {
    title: 'takes a rate limited key when there is no better one',
    keys: [a, b],
    cooldowns: [rest('a', 'invalid_key'), rest('b', 'rate_limit')],
    choice: 'change b',
  },
  {
    title: 'takes the first key while the whole provider is overloaded',
    cooldowns: [rest('gemini', 'overloaded', { scope: 'provider' })],
    choice: 'change a',
  },
  {
    title: 'knows a rest of another provider for what it is',
    cooldowns: [rest('a', 'invalid_key', { provider: 'openai' })],
    choice: 'change a',
  },
  { title: 'finds none in an empty pool', keys: [], choice: 'none 0 0' },
  {
    title: 'finds none where all are refused or unpaid, and counts them',
    cooldowns: [rest('a', 'invalid_key'), rest('b', 'billing'), rest('c', 'invalid_key')],
    choice: 'none 2 1',
  },
]

describe('the key for a file', () => {
  it.each(rows)('$title', ({ keys = [a, b, c], cooldowns = [], present = null, choice }) => {
    const chosen = chooseKey({ pool: { keys, cooldowns }, present, now })
    const told =
      chosen.kind === 'none'
        ? `none ${chosen.invalid} ${chosen.unpaid}`
        : `${chosen.kind} ${chosen.key.id}`
    expect(told).toBe(choice)
  })
})
