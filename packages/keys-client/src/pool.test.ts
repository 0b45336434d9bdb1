import type { ListInput, ListOutput } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { pooledKey } from '../test/pooled-key'
import { KeysClientError } from './errors'
import { createPool } from './pool'

const answer = (epoch: number, ids: string[], removed: string[] = []): ListOutput => ({
  epoch,
  keys: ids.map((id) => pooledKey(id)),
  removed,
  cooldowns: [],
})

function setUp() {
  let now = 0
  const asked: ListInput[] = []
  let next: () => Promise<ListOutput> = async () => answer(1, ['a', 'b'])
  const pool = createPool({
    list: (input) => {
      asked.push(input)
      return next()
    },
    now: () => now,
    freshForMs: 1_000,
    keepForMs: 900_000,
    pauseMs: 5_000,
    onKeys: () => undefined,
  })
  return {
    asked,
    after: (ms: number) => (now += ms),
    answers: (make: () => Promise<ListOutput>) => (next = make),
    ids: async () => [...(await pool.keysOf('gemini'))].map((entry) => entry.id),
  }
}

const away = async () => {
  throw new KeysClientError('unavailable', 'away')
}

describe('a snapshot', () => {
  it('answers without the network while it is fresh, then asks what changed', async () => {
    const { ids, after, asked, answers } = setUp()
    await ids()
    after(999)
    expect(await ids()).toEqual(['a', 'b'])
    expect(asked).toEqual([{ provider: 'gemini' }])
    after(1)
    answers(async () => answer(2, ['c'], ['a']))
    expect(await ids()).toEqual(['b', 'c'])
    expect(asked.at(-1)).toEqual({ provider: 'gemini', since: 1 })
  })

  it('is replaced when the database went back in time', async () => {
    const { ids, after, answers } = setUp()
    answers(async () => answer(40, ['old']))
    await ids()
    after(1_000)
    answers(async () => answer(3, ['restored']))
    expect(await ids()).toEqual(['restored'])
  })

  it('serves while the dashboard is away, asks again every 5 s, and ends after 15 minutes', async () => {
    const { ids, after, asked, answers } = setUp()
    await ids()
    answers(away)
    after(1_000)
    expect(await ids()).toEqual(['a', 'b'])
    expect(await ids()).toEqual(['a', 'b'])
    expect(asked).toHaveLength(2)
    after(5_000)
    expect(await ids()).toEqual(['a', 'b'])
    expect(asked).toHaveLength(3)
    after(900_000)
    await expect(ids()).rejects.toMatchObject({ code: 'unavailable' })
    answers(async () => answer(2, ['c']))
    expect(await ids()).toEqual(['a', 'b', 'c'])
  })

  it('is dropped at once when the secret is refused', async () => {
    const { ids, after, answers } = setUp()
    await ids()
    after(1_000)
    answers(async () => {
      throw new KeysClientError('unauthorized', 'no')
    })
    await expect(ids()).rejects.toMatchObject({ code: 'unauthorized' })
    answers(away)
    await expect(ids()).rejects.toMatchObject({ code: 'unavailable' })
  })
})
