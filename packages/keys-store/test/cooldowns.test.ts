import { randomUUID } from 'node:crypto'
import type { ReportEntry } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'

const model = 'gemini-2.5-flash'
const limited = { outcome: 'rate_limit', model } as const
let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

beforeEach(async () => {
  await test.database.prisma.apiKey.deleteMany()
  await test.database.prisma.cooldown.deleteMany()
})

const end = (target: string, data: { until?: Date; longestUntil?: Date }) =>
  test.database.prisma.cooldown.updateMany({ where: { target }, data })

/** Another rest, with which old ones are forgotten. */
const next = async () => {
  await test.report(entry(await test.add(), { ...limited, until: inMs(60_000) }))
}

const isKept = async (target: string) =>
  (await test.database.prisma.cooldown.count({ where: { target } })) === 1

const since = (id: string, epoch: number) =>
  test.store.report({ batchId: randomUUID(), since: epoch, entries: [entry(id)] }, everyProvider)

describe('a rest', () => {
  it('moves the epoch once for its batch, and carries that epoch', async () => {
    const [a, b] = [await test.add(), await test.add()]
    const before = await test.epoch()
    const until = inMs(60_000)
    const answer = await test.report(
      entry(a, { ...limited, until }),
      entry(b, { ...limited, until }),
    )
    expect(answer.epoch).toBe(before + 1)
    expect(answer.cooldowns.map(({ revision }) => revision)).toEqual([before + 1, before + 1])
  })

  it('gets a new epoch when it grows longer, and none when it does not', async () => {
    const id = await test.add()
    const until = inMs(60_000)
    const first = await test.report(entry(id, { ...limited, until }))
    const commits = test.commits()
    const again = [until, inMs(1_000), inMs(-1_000)]
    for (const end of again) await test.report(entry(id, { ...limited, until: end }))
    expect(await test.epoch()).toBe(first.epoch)
    expect(test.commits()).toBe(commits)
    const longer = await test.report(entry(id, { ...limited, until: inMs(90_000) }))
    expect(longer.epoch).toBe(first.epoch + 1)
    expect(longer.cooldowns).toMatchObject([{ revision: first.epoch + 1 }])
  })

  it('does not begin with an end in the past', async () => {
    const id = await test.add()
    const before = await test.epoch()
    await test.report(entry(id, { ...limited, until: inMs(-1) }))
    expect(await test.epoch()).toBe(before)
    expect(await test.database.prisma.cooldown.count()).toBe(0)
  })

  it('ends with the longest of one batch', async () => {
    const id = await test.add()
    const ends = [inMs(1_000), inMs(60_000), inMs(2_000)]
    const { cooldowns } = await test.report(
      ...ends.map((until) => entry(id, { ...limited, until })),
    )
    expect(cooldowns).toMatchObject([{ until: ends[1] }])
  })

  it('is of what the entry says, where it says so', async () => {
    const id = await test.add()
    const until = inMs(60_000)
    const { cooldowns } = await test.report(entry(id, { ...limited, scope: 'key', until }))
    expect(cooldowns).toMatchObject([{ scope: 'key', target: id, model: null }])
  })

  it.each([
    { outcome: 'overloaded' },
    { outcome: 'rate_limit', scope: 'provider' },
    { outcome: 'ok', scope: 'provider' },
  ] as const)('is never of a whole provider, which others may reach (%o)', async (told) => {
    const id = await test.add()
    const before = await test.epoch()
    const { cooldowns } = await test.report(entry(id, { ...told, until: inMs(60_000) }))
    expect(cooldowns).toEqual([])
    expect(await test.epoch()).toBe(before)
  })

  it('is told with the epoch that a caller lacks, and not again', async () => {
    const id = await test.add()
    const before = await test.epoch()
    const { epoch } = await test.report(entry(id, { ...limited, until: inMs(60_000) }))
    const known = [{ scope: 'key_model', target: id, revision: epoch }]
    expect((await test.store.list({ since: before })).cooldowns).toMatchObject(known)
    expect((await since(id, before)).cooldowns).toMatchObject(known)
    expect((await test.store.changes(before)).cooldowns).toMatchObject(known)
    expect((await test.store.list({ since: epoch })).cooldowns).toEqual([])
    expect((await since(id, epoch)).cooldowns).toEqual([])
    expect((await test.store.changes(epoch)).cooldowns).toEqual([])
    expect((await test.store.list({})).cooldowns).toMatchObject(known)
  })

  it('in force is told to a caller from another database', async () => {
    const id = await test.add()
    const { epoch } = await test.report(entry(id, { ...limited, until: inMs(60_000) }))
    const ahead = epoch + 1_000_000
    const known = [{ target: id, revision: epoch }]
    expect((await test.store.list({ since: ahead })).cooldowns).toMatchObject(known)
    expect((await since(id, ahead)).cooldowns).toMatchObject(known)
    expect(await test.store.changes(ahead)).toMatchObject({
      epoch,
      removed: [],
      cooldowns: known,
      hasEdits: true,
    })
  })

  it('of another provider is no news to a report', async () => {
    const [gemini, openai] = [await test.add(), await test.add({ provider: 'openai' })]
    await test.report(entry(gemini, { ...limited, until: inMs(60_000) }))
    expect((await test.report(entry(openai))).cooldowns).toEqual([])
    expect((await test.report(entry('nobody'))).cooldowns).toEqual([])
    expect((await test.report(entry(gemini), entry(openai))).cooldowns).toHaveLength(1)
  })

  it('is forgotten an hour after its end, with the next one', async () => {
    const id = await test.add()
    await test.report(entry(id, { ...limited, until: inMs(60_000) }))
    await end(id, { until: inMs(-59 * 60_000), longestUntil: inMs(-59 * 60_000) })
    await next()
    expect(await isKept(id)).toBe(true)
    await end(id, { until: inMs(-61 * 60_000), longestUntil: inMs(-61 * 60_000) })
    await next()
    expect(await isKept(id)).toBe(false)
  })

  it('that was lifted is kept for as long as a client that was away may hold it', async () => {
    const id = await test.add()
    await test.report(entry(id, { ...limited, until: inMs(7_200_000) }))
    await test.store.resetErrors({ keyIds: [id] }, someOrigin)
    await test.report(entry(id, { ...limited, until: inMs(5_000) }))
    await end(id, { until: inMs(-61 * 60_000) })
    await next()
    expect(await isKept(id)).toBe(true)
    await end(id, { longestUntil: inMs(-1) })
    await next()
    expect(await isKept(id)).toBe(false)
  })

  it('goes with its key', async () => {
    const [id, other] = [await test.add(), await test.add()]
    const until = inMs(60_000)
    await test.report(
      entry(id, { ...limited, until }),
      entry(id, { outcome: 'invalid_key', until }),
      entry(other, { ...limited, until }),
    )
    await test.store.remove({ keyIds: [id] }, someOrigin)
    expect((await test.store.list({})).cooldowns).toMatchObject([{ target: other }])
  })

  it('is of the whole key beyond 50 models, or of nothing where no model was found', async () => {
    const id = await test.add()
    const until = inMs(60_000)
    const rests = (outcome: ReportEntry['outcome'], from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) =>
        entry(id, { outcome, model: `m${from + index}`, until }),
      )
    await test.report(...rests('model_unavailable', 0, 30))
    await test.report(...rests('model_unavailable', 20, 120))
    const models = (await test.store.list({})).cooldowns.map((rest) => rest.model)
    expect(new Set(models)).toEqual(new Set(Array.from({ length: 50 }, (_, index) => `m${index}`)))
    const { cooldowns } = await test.report(...rests('rate_limit', 200, 300))
    expect(cooldowns).toHaveLength(51)
    expect(cooldowns.filter(({ scope }) => scope === 'key')).toMatchObject([{ target: id }])
    const longer = { outcome: 'rate_limit', model: 'm1', until: inMs(90_000) } as const
    const known = await test.report(entry(id, longer))
    expect(known.cooldowns).toContainEqual(
      expect.objectContaining({ model: 'm1', until: longer.until }),
    )
  })
})

describe('a reset', () => {
  it('lifts the rests of a key and of its quota pool, and tells everyone', async () => {
    const id = await test.add()
    const pool = { quotaPool: 'projects/1' }
    await test.report(
      entry(id, { outcome: 'invalid_key', until: inMs(60_000) }),
      entry(id, { outcome: 'model_unavailable', model, until: inMs(60_000) }),
      entry(id, { ...limited, ...pool, until: inMs(60_000) }),
    )
    const { epoch, cooldowns } = await test.store.list({})
    expect(cooldowns.map(({ scope }) => scope).toSorted()).toEqual([
      'key',
      'key_model',
      'pool_model',
    ])
    await test.store.resetErrors({ keyIds: [id] }, someOrigin)
    expect((await test.store.list({})).cooldowns).toEqual([])
    const change = await test.store.changes(epoch)
    expect(change).toMatchObject({ epoch: epoch + 1, hasEdits: true })
    expect(change.cooldowns.map(({ revision }) => revision)).toEqual(Array(3).fill(epoch + 1))
    for (const { until } of change.cooldowns) {
      expect(until.getTime()).toBeLessThanOrEqual(Date.now())
    }
  })

  it('leaves other keys and other pools at rest', async () => {
    const [id, other] = [await test.add(), await test.add()]
    const foreign = await test.add({ provider: 'openai' })
    const pool = { quotaPool: 'projects/1' }
    const rest = { ...limited, until: inMs(60_000) }
    await test.report(entry(id, { ...pool, ...rest }))
    await test.report(
      entry(other, rest),
      // A pool of the same name with another provider is another pool.
      entry(foreign, { ...pool, ...rest }),
    )
    await test.store.resetErrors({ keyIds: [id] }, someOrigin)
    const { cooldowns } = await test.store.list({})
    const named = cooldowns.map(({ provider, scope, target }) =>
      [provider, scope, target].join(' '),
    )
    expect(named.toSorted()).toEqual([`gemini key_model ${other}`, 'openai pool_model projects/1'])
  })

  it('does not stand in the way of the next rest', async () => {
    const id = await test.add()
    await test.report(entry(id, { ...limited, until: inMs(60_000) }))
    await test.store.resetErrors({ keyIds: [id] }, someOrigin)
    const epoch = await test.epoch()
    const { cooldowns } = await test.report(entry(id, { ...limited, until: inMs(30_000) }))
    expect(cooldowns).toMatchObject([{ revision: epoch + 1 }])
  })
})
