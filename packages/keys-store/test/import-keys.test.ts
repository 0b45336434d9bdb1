import { KeysError } from '@itqan/keys-contract'
import type { AuditEvent, KeyTransfer } from '@itqan/keys-router'
import { figure, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createKeyOpener, createKeyTransfer } from '../src'
import { openTestStore, type TestStore } from './open-test-store'
import { testKeyring } from './store-on'

let test: TestStore
let transfer: KeyTransfer
let events: AuditEvent[]
let commits: number
/** Why the audit cannot be written; `null` while it can. */
let outage: KeysError | null

const opener = createKeyOpener({ keyring: testKeyring, log: { error: () => undefined } })

beforeAll(async () => {
  test = await openTestStore()
  transfer = createKeyTransfer(test.database, {
    keyring: testKeyring,
    audit: {
      async appendWithin(_session, event) {
        if (outage) throw outage
        events.push(event)
      },
    },
    opener,
    onCommit: () => (commits += 1),
  })
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

beforeEach(async () => {
  await test.database.prisma.apiKey.deleteMany()
  events = []
  commits = 0
  outage = null
})

const keyOf = (n: number) => `AIzaImport-${String(n).padStart(28, '0')}`
const input = (n: number) => ({ provider: 'gemini', name: `import ${n}`, key: keyOf(n) })
const inputs = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => input(from + n))
const add = (keys: ReturnType<typeof input>[]) => transfer.importKeys(keys, someOrigin)
const count = () => test.database.prisma.apiKey.count()

async function addAll(keys: ReturnType<typeof input>[], share = 200): Promise<number> {
  let added = 0
  for (let at = 0; at < keys.length; at += share) {
    const ids = await add(keys.slice(at, at + share))
    added += ids.filter((id) => id !== null).length
  }
  return added
}

describe('looking for duplicates', () => {
  it('tells which keys a provider has, in the order they were asked, and writes nothing', async () => {
    await add([input(1), input(3)])
    const [epoch, { length: before }] = [await test.epoch(), events]
    const asked = [input(1), input(2), input(3), { ...input(1), provider: 'openai' }]
    expect(await transfer.areKnown(asked)).toEqual([true, false, true, false])
    expect([await test.epoch(), events.length, await count()]).toEqual([epoch, before, 2])
  })
})

describe('an import', () => {
  it('adds what is new under one epoch, and is one entry of the audit with the ids', async () => {
    await add([input(2)])
    const epoch = await test.epoch()
    const ids = await add([input(1), input(2), input(3), input(3)])
    expect(ids).toEqual([expect.any(String), null, expect.any(String), null])
    expect(await test.epoch()).toBe(epoch + 1)
    expect(events.at(-1)).toMatchObject({
      action: 'keys.import',
      outcome: 'ok',
      provider: 'gemini',
      keyIds: [ids[0], ids[2]],
      detail: '2 added, 2 there already',
    })
    expect(JSON.stringify(events)).not.toContain('AIzaImport')
    expect(commits).toBe(2)
  })

  it('keeps pool and weight, and hands apps the keys as they were', async () => {
    await add([{ ...input(1), quotaPool: 'projects/1', weight: 5 } as ReturnType<typeof input>])
    const { keys } = await test.store.list({})
    expect(keys).toMatchObject([{ key: keyOf(1), quotaPool: 'projects/1', weight: 5 }])
  })

  it('sent again changes nothing, and moves no epoch', async () => {
    await add(inputs(1, 20))
    const [epoch, committed] = [await test.epoch(), commits]
    expect(await add(inputs(1, 20))).toEqual(Array(20).fill(null))
    expect([await test.epoch(), await count(), commits]).toEqual([epoch, 20, committed])
  })

  it('adds none of a share whose audit cannot be written', async () => {
    outage = new KeysError('audit_unavailable', 'The audit cannot be written')
    await expect(add(inputs(1, 20))).rejects.toBe(outage)
    expect([await count(), commits]).toEqual([0, 0])
  })

  it('of the same keys by two people at once doubles none', async () => {
    const answers = await Promise.all([add(inputs(1, 50)), add(inputs(1, 50)), add(inputs(26, 50))])
    expect(answers.flat().filter((id) => id !== null)).toHaveLength(75)
    expect(await count()).toBe(75)
  })

  it('teaches what redacts texts every key that it adds', async () => {
    await add([input(7)])
    expect(opener.redactor.redact(`refused: ${keyOf(7)}`)).not.toContain(keyOf(7))
  })
})

describe('line 4: 5,000 keys with 500 duplicates', () => {
  /** 4,500 keys of which 200 are in the pool already, and 300 stand twice. */
  const pool = inputs(1, 200)
  const wanted = [...inputs(1, 4_700), ...inputs(4_401, 300)]

  it('come to the numbers of their preview', async () => {
    await addAll(pool)
    const firsts = [...new Map(wanted.map((one) => [one.key, one])).values()]
    const known: boolean[] = []
    for (let at = 0; at < firsts.length; at += 200) {
      known.push(...(await transfer.areKnown(firsts.slice(at, at + 200))))
    }
    const preview = known.filter((isKnown) => !isKnown).length
    const start = performance.now()
    const added = await addAll(wanted)
    figure(`      4,500 keys of 5,000 added in ${Math.round(performance.now() - start)} ms`)
    expect([wanted.length, preview, added, await count()]).toEqual([5_000, 4_500, 4_500, 4_700])
  }, 120_000)

  it('cut off between two shares, and pasted again, are doubled nowhere', async () => {
    await addAll(pool)
    const before = await addAll(wanted.slice(0, 2_000))
    // The share under way is sent, and its answer never heard: the whole text is sent anew.
    await add(wanted.slice(2_000, 2_200))
    const after = await addAll(wanted)
    expect([before, after, await count()]).toEqual([1_800, 2_500, 4_700])
    const [{ doubles = 0n } = {}] = await test.database.prisma.$queryRaw<{ doubles: bigint }[]>`
      SELECT count(*) AS "doubles" FROM
        (SELECT 1 FROM "api_keys" GROUP BY "provider", "fingerprint" HAVING count(*) > 1) AS d`
    expect(doubles).toBe(0n)
  }, 120_000)
})

describe('opening one key', () => {
  it('gives it as it was added, and nothing for an id that no key has', async () => {
    const [id = ''] = await add([input(1)])
    expect(await transfer.open(id ?? '')).toEqual({ provider: 'gemini', key: keyOf(1) })
    expect(await transfer.open('nobody')).toBeNull()
  })

  it('tells when it stays shut, and what it holds is not shown', async () => {
    const [id = ''] = await add([input(1)])
    await test.database.prisma.apiKey.update({
      where: { id: id ?? '' },
      data: { key: 'AIza-in-clear', kekId: null },
    })
    await expect(transfer.open(id ?? '')).rejects.toMatchObject({ code: 'key_unreadable' })
  })
})
