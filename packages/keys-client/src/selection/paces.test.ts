import { describe, expect, it } from 'vitest'
import { pooledKey } from '../../test/pooled-key'
import { createProviderPool } from './provider-pool'
import { strategies } from './strategy'

const MINUTE = 60_000
const model = 'gemini-2.5-flash'

function start(ids: readonly string[] = ['small', 'large']) {
  const pool = createProviderPool({
    strategy: strategies['least-used'],
    random: () => 0.5,
    onChange: () => {},
  })
  pool.put(
    ids.map((id) => pooledKey(id)),
    0,
  )
  const target = { scope: 'key_model', provider: 'gemini', target: 'small', model } as const
  /** One use that is answered. */
  const use = (now: number) => {
    const grant = pool.take({ model, now })
    if (grant) pool.end(grant, { result: 'success', now })
    return grant?.state.key.id ?? null
  }
  /** As the provider does with its eleventh use in a minute, say. */
  const refuse = (now: number, until: number) => {
    const grant = pool.take({ model, now, exclude: new Set(['large']) })
    if (!grant) throw new Error('No key to refuse')
    pool.rest(target, { outcome: 'rate_limit', until, isGuess: false, now })
    pool.end(grant, { result: 'failure', now })
  }
  return { pool, target, use, refuse }
}

/** `small` was refused after three answers in a minute. */
function learnt() {
  const one = start()
  one.refuse(0, 10_000)
  for (const now of [20_000, 21_000, 22_000]) answerSmall(one, now)
  one.refuse(30_000, MINUTE)
  return one
}

function answerSmall({ pool }: ReturnType<typeof start>, now: number): string | undefined {
  const grant = pool.take({ model, now, exclude: new Set(['large']) })
  if (grant) pool.end(grant, { result: 'success', now })
  return grant?.state.key.id
}

describe('a limit that a process was refused for', () => {
  it('is kept to: what was answered in that minute comes first, and other keys after it', () => {
    const { use, pool } = learnt()
    const used = Array.from({ length: 12 }, (_, second) => use(2 * MINUTE + second * 1_000))
    expect(used.filter((id) => id === 'small')).toHaveLength(3)
    expect(pool.eligibleCount(model, 2 * MINUTE)).toBe(2)
  })

  it('lets the key be used when no other is left', () => {
    const one = learnt()
    const ids = Array.from({ length: 5 }, () => answerSmall(one, 2 * MINUTE))
    expect(ids).toEqual(['small', 'small', 'small', 'small', 'small'])
  })

  it('begins anew when its uses are a minute old', () => {
    const { use } = learnt()
    for (let second = 0; second < 12; second += 1) use(2 * MINUTE + second * 1_000)
    const next = Array.from({ length: 12 }, (_, second) =>
      use(3 * MINUTE + 20_000 + second * 1_000),
    )
    expect(next.filter((id) => id === 'small')).toHaveLength(3)
  })

  it('grows when more was answered than was known', () => {
    const one = learnt()
    for (let turn = 0; turn < 5; turn += 1) answerSmall(one, 2 * MINUTE)
    const used = Array.from({ length: 40 }, (_, second) => one.use(4 * MINUTE + second * 1_000))
    expect(used.filter((id) => id === 'small')).toHaveLength(5)
  })

  it('is forgotten after an hour', () => {
    const { use } = learnt()
    const used = Array.from({ length: 12 }, (_, second) => use(62 * MINUTE + second * 1_000))
    expect(used.filter((id) => id === 'small').length).toBeGreaterThan(3)
  })

  it('is another for another model', () => {
    const { pool } = learnt()
    const now = 2 * MINUTE
    const ids = Array.from(
      { length: 12 },
      () => pool.take({ model: 'gemini-2.0-flash', now })?.state.key.id,
    )
    expect(ids.filter((id) => id === 'small').length).toBeGreaterThan(3)
  })

  it('is learnt from the refusals of other processes as well', () => {
    const { pool, target, use } = start()
    const tell = (until: number, now: number) =>
      pool.merge(
        [{ ...target, outcome: 'rate_limit', until: new Date(until), revision: until }],
        now,
      )
    tell(10_000, 0)
    for (let second = 20; second < 28; second += 1) use(second * 1_000)
    tell(MINUTE, 30_000)
    const used = Array.from({ length: 20 }, (_, second) => use(2 * MINUTE + second * 1_000))
    expect(used.filter((id) => id === 'small').length).toBeLessThanOrEqual(8)
  })

  it.each([
    { what: 'a day', ms: 10 * 60 * MINUTE, isGuess: false },
    { what: 'a guess', ms: MINUTE, isGuess: true },
  ])('is not learnt from $what', ({ ms, isGuess }) => {
    const one = start()
    for (const now of [0, 11 * 60 * MINUTE]) {
      const until = now + ms
      one.pool.rest(one.target, { outcome: 'rate_limit', until, isGuess, now })
      for (let turn = 0; turn < 6; turn += 1) answerSmall(one, until + MINUTE)
    }
    expect(one.pool.isSpent(pooledKey('small'), model)).toBe(false)
  })
})

describe('keys of one quota pool', () => {
  it('share what the pool may do in a minute', () => {
    const { pool } = start([])
    const key = (id: string, quotaPool: string | null) => pooledKey(id, { quotaPool })
    pool.put([key('a', 'p'), key('b', 'p'), key('other', null)], 0)
    const target = { scope: 'pool_model', provider: 'gemini', target: 'p', model } as const
    const exclude = new Set(['other'])
    const refuse = (now: number, until: number) => {
      const grant = pool.take({ model, now, exclude })
      pool.rest(target, { outcome: 'rate_limit', until, isGuess: false, now })
      if (grant) pool.end(grant, { result: 'failure', now })
    }
    refuse(0, 10_000)
    for (const now of [20_000, 21_000, 22_000, 23_000]) {
      const grant = pool.take({ model, now, exclude })
      if (grant) pool.end(grant, { result: 'success', now })
    }
    refuse(30_000, MINUTE)
    const used = Array.from({ length: 20 }, (_, second) => {
      const now = 2 * MINUTE + second * 1_000
      const grant = pool.take({ model, now })
      if (grant) pool.end(grant, { result: 'success', now })
      return grant?.state.key.id
    })
    expect(used.filter((id) => id !== 'other')).toHaveLength(4)
  })
})
