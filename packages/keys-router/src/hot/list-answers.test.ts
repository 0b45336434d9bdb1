import type { ListInput, ListOutput, PooledKey } from '@itqan/keys-contract'
import fc from 'fast-check'
import superjson, { type SuperJSONResult } from 'superjson'
import { describe, expect, it } from 'vitest'
import { createListAnswers, type EncodedList, type ListAnswers } from './list-answers'

/** A pool whose reads take as many turns as the test says. */
function createPool(turn: () => Promise<unknown>) {
  let epoch = 0
  let lists = 0
  let uses = 0
  const active = new Map<string, number>()
  const toKey = (id: string): PooledKey => ({
    id,
    provider: 'gemini',
    name: id,
    key: `key-of-${id}`,
    usageCount: uses,
    errorCount: 0,
    recentErrors: 0,
    lastUsedAt: new Date(0),
    quotaPool: null,
    weight: 1,
  })
  return {
    lists: () => lists,
    use: () => void (uses += 1),
    add: (id: string) => void active.set(id, (epoch += 1)),
    revoke(id: string) {
      if (active.delete(id)) epoch += 1
    },
    async changes() {
      await turn()
      const told = { epoch, removed: [], cooldowns: [], hasEdits: false }
      await turn()
      return told
    },
    /** The epoch first, as the store does it. */
    async list({ since }: ListInput): Promise<ListOutput> {
      lists += 1
      await turn()
      const read = epoch
      await turn()
      const after = since !== undefined && since <= read ? since : -1
      const keys = [...active].filter(([, revision]) => revision > after).map(([id]) => toKey(id))
      await turn()
      return { epoch: read, keys, removed: [], cooldowns: [] }
    },
  }
}

const everything = { provider: undefined, since: undefined }

function decode({ single, batched }: EncodedList): ListOutput {
  const text = new TextDecoder().decode(single)
  expect(new TextDecoder().decode(batched)).toBe(`[${text}]`)
  const { result } = JSON.parse(text) as { result: { data: SuperJSONResult } }
  return superjson.deserialize(result.data)
}

const readIds = async (answers: ListAnswers) =>
  decode(await answers.read(everything)).keys.map(({ id }) => id)

const now = () => Promise.resolve()

const ids = ['a', 'b', 'c', 'd']

const deeds = fc.array(
  fc.oneof(
    fc.record({ deed: fc.constant('list'), id: fc.constant('') }),
    fc.record({ deed: fc.constantFrom('add', 'revoke'), id: fc.constantFrom(...ids) }),
  ),
  { minLength: 5, maxLength: 30 },
)

describe('a kept list', () => {
  it('has every key that was there when it was asked for, and none that was gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), deeds, async (scheduler, script) => {
        const turn = () => scheduler.schedule(Promise.resolve())
        const pool = createPool(turn)
        const answers = createListAnswers(pool)
        const isThere = new Map<string, boolean>()
        const changedAt = new Map<string, number>()
        const calls: Promise<void>[] = []

        async function call(start: number): Promise<void> {
          const known = new Map(isThere)
          const told = await readIds(answers)
          // What changed while the call was under way may be in its answer, or not.
          const settled = ids.filter((id) => (changedAt.get(id) ?? -1) < start)
          for (const id of settled) {
            expect([id, told.includes(id)]).toEqual([id, known.get(id) ?? false])
          }
        }

        async function play(): Promise<void> {
          for (const [index, { deed, id }] of script.entries()) {
            await turn()
            if (deed === 'list') {
              calls.push(call(index))
              continue
            }
            if (deed === 'add') pool.add(id)
            else pool.revoke(id)
            isThere.set(id, deed === 'add')
            changedAt.set(id, index)
          }
          await Promise.all(calls)
        }
        await scheduler.waitFor(play())
        expect(decode(await scheduler.waitFor(answers.read(everything)))).toEqual(
          await scheduler.waitFor(pool.list({})),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('is read and encoded once for a thousand who ask at once', async () => {
    const pool = createPool(now)
    pool.add('a')
    const answers = createListAnswers(pool)
    const lists = await Promise.all(Array.from({ length: 1_000 }, () => answers.read(everything)))
    expect(pool.lists()).toBe(1)
    expect(new Set(lists.map(({ single }) => single)).size).toBe(1)
  })

  it('is another for each provider and each epoch that callers have', async () => {
    const pool = createPool(now)
    pool.add('a')
    pool.add('b')
    const answers = createListAnswers(pool)
    const tell = async (since?: number) =>
      decode(await answers.read({ provider: 'gemini', since })).keys.map(({ id }) => id)
    expect(await tell()).toEqual(['a', 'b'])
    expect(await tell(1)).toEqual(['b'])
    expect(await readIds(answers)).toEqual(['a', 'b'])
    expect(pool.lists()).toBe(3)
  })

  it('is not read for a caller that has the epoch', async () => {
    const pool = createPool(now)
    pool.add('a')
    const told = await createListAnswers(pool).read({ provider: undefined, since: 1 })
    expect(decode(told)).toEqual({ epoch: 1, keys: [], removed: [], cooldowns: [] })
    expect(told.keyIds).toEqual([])
    expect(pool.lists()).toBe(0)
  })

  it('has counters that are a second old at most', async () => {
    const pool = createPool(now)
    pool.add('a')
    let time = 1
    const answers = createListAnswers(pool, { now: () => time })
    const uses = async () => decode(await answers.read(everything)).keys[0]?.usageCount
    expect(await uses()).toBe(0)
    pool.use()
    time = 1_000
    expect(await uses()).toBe(0)
    time = 1_002
    expect(await uses()).toBe(1)
  })
})
