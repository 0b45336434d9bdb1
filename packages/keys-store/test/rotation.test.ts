import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { maskKey } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { assertKeysReadable, type Rewrapped, rewrapKeys, rowsByKek, sealKey } from '../src'
import { entry, openTestStore, type TestStore } from './open-test-store'
import type { Order, Told } from './rewrap-process'
import { keyringOf, makeKek, storeOn } from './store-on'

const KILLS = 20
const PROVIDERS = 20
const [newer, older] = [makeKek('k2'), makeKek('k1')]
const [rotating, before, after] = [
  keyringOf(newer, older),
  keyringOf(older, newer),
  keyringOf(newer),
]
const providerOf = (index: number) => `provider-${index % PROVIDERS}`

/** Fills the pool past the store, for time's sake. Answers each provider's keys by their ids. */
async function fill({ database: { prisma } }: TestStore, count: number) {
  const keyring = keyringOf(older)
  const pool = new Map<string, Map<string, string>>()
  const { epoch } = await prisma.keysEpoch.findUniqueOrThrow({ where: { id: 1 } })
  for (let start = 0; start < count; start += 1_000) {
    const length = Math.min(1_000, count - start)
    const rows = Array.from({ length }, async (_, offset) => {
      const [id, provider] = [randomUUID(), providerOf(start + offset)]
      const key = `key_${randomBytes(20).toString('hex')}`
      pool.set(provider, (pool.get(provider) ?? new Map<string, string>()).set(id, key))
      const shown = { id, provider, name: id, maskedKey: maskKey(key), revision: epoch }
      return { ...shown, ...(await sealKey(keyring, shown, key)) }
    })
    await prisma.apiKey.createMany({ data: await Promise.all(rows) })
  }
  return pool
}

type Pool = Awaited<ReturnType<typeof fill>>

/** Apps that read, report and add without a pause, until they are told to stop. */
function startTraffic(test: TestStore, pool: Pool) {
  const totals = { reads: 0, failedReads: 0, reports: 0, added: 0 }
  let isOver = false
  async function read(keyring = rotating): Promise<void> {
    // Now and then a process begins anew, and opens everything.
    let store = storeOn(test.database, { keyring })
    for (let turn = 0; !isOver; turn += 1) {
      if (turn % 40 === 39) store = storeOn(test.database, { keyring })
      const provider = providerOf(turn)
      // Before it is asked: what is added meanwhile may come or not.
      const expected = [...(pool.get(provider) ?? [])]
      const { keys } = await store.list({ provider })
      const given = new Map(keys.map(({ id, key }) => [id, key]))
      const isWhole = expected.every(([id, key]) => given.get(id) === key)
      totals.reads += 1
      if (!isWhole) totals.failedReads += 1
    }
  }
  async function report(): Promise<void> {
    const ids = [...pool.values()].flatMap((keys) => [...keys.keys()])
    const store = storeOn(test.database, { keyring: rotating })
    while (!isOver) {
      const entries = Array.from({ length: 20 }, () => entry(ids[randomInt(ids.length)] ?? ''))
      await store.report({ batchId: randomUUID(), entries }, everyProvider)
      totals.reports += entries.length
    }
  }
  /** A process that was not restarted yet adds keys, under the key that is on its way out. */
  async function add(): Promise<void> {
    const store = storeOn(test.database, { keyring: before })
    while (!isOver) {
      const provider = providerOf(totals.added)
      const key = `key_${randomBytes(20).toString('hex')}`
      const created = await store.create({ provider, name: 'added', key }, someOrigin)
      if (created) pool.get(provider)?.set(created.id, key)
      totals.added += 1
    }
  }
  const jobs = [read(), read(before), report(), add()]
  return async () => {
    isOver = true
    await Promise.all(jobs)
    return totals
  }
}

function startRewrap(order: Order): ChildProcess {
  const script = path.join(import.meta.dirname, 'rewrap-process.ts')
  const child = fork(script, [], { execArgv: ['--import', 'tsx'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.send(order)
  return child
}

/** Kills it some moments after it told of a page. Answers how many rows it had looked at. */
async function killSomewhere(order: Order): Promise<number> {
  const child = startRewrap(order)
  const pages = randomInt(1, 4)
  let done = 0
  let told = 0
  child.on('message', (message: Told) => {
    if ('done' in message) done = message.done
    told += 1
    // Anywhere in the next page: while it reads, seals, locks, writes or commits.
    if (told === pages) setTimeout(() => child.kill('SIGKILL'), 12 * Math.random())
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return done
}

async function runToEnd(order: Order): Promise<Rewrapped> {
  const child = startRewrap(order)
  const ended = once(child, 'exit')
  const results: Rewrapped[] = []
  child.on('message', (message: Told) => 'result' in message && results.push(message.result))
  expect(await ended).toEqual([0, null])
  return results[0] ?? expect.fail('it told no result')
}

const canStart = (test: TestStore, keyring = after) =>
  assertKeysReadable(test.database, keyring).then(
    () => 'starts',
    (error: unknown) => String(error),
  )

describe('line 32: a rotation of the key-encryption key', () => {
  it.skipIf(inject('testDatabaseUrl') === null)(
    'under traffic, killed at 20 random points, fails no read of 10,000 keys',
    async () => {
      await using test = await openTestStore()
      const pool = await fill(test, 10_000)
      const order = { databaseUrl: test.url, encryptionKeys: `${newer},${older}` }
      const stopTraffic = startTraffic(test, pool)
      for (let kill = 0; kill < KILLS; kill += 1) {
        expect(await killSomewhere(order)).toBeGreaterThan(0)
        expect(await canStart(test)).toMatch(/\d+ stored keys are sealed with "k1", which is not/)
      }
      const left = (await rowsByKek(test.database)).find(({ kekId }) => kekId === 'k1')?.rows ?? 0
      const result = await runToEnd(order)
      const totals = await stopTraffic()
      process.stdout.write(
        `line 32: ${KILLS} kills, ${left} rows left to the last run, ${result.moved} moved by it, ` +
          `${totals.reads} reads, ${totals.failedReads} failed, ${totals.reports} uses reported, ` +
          `${totals.added} keys added meanwhile\n`,
      )
      expect(left).toBeGreaterThan(0)
      expect(result.failed).toEqual([])
      expect(totals.reads).toBeGreaterThan(KILLS)
      expect(totals.failedReads).toBe(0)

      // Whoever still encrypted with the older key has ended: what it added last is moved, too.
      await runToEnd(order)
      const count = 10_000 + totals.added
      expect(await rowsByKek(test.database)).toEqual([{ kekId: 'k2', rows: count }])
      expect(await canStart(test)).toBe('starts')
      await expectWhole(test, pool)
      const { _sum: sum } = await test.database.prisma.apiKey.aggregate({
        _sum: { usageCount: true },
      })
      expect(Number(sum.usageCount)).toBe(totals.reports)
    },
    10 * 60_000,
  )

  it('under traffic fails no read, and the old key can go when no row needs it', async () => {
    await using test = await openTestStore()
    const pool = await fill(test, 400)
    expect(await canStart(test)).toContain('400 stored keys are sealed with "k1"')
    expect(await canStart(test, rotating)).toBe('starts')
    const stopTraffic = startTraffic(test, pool)
    await rewrapKeys({ database: test.database, keyring: rotating })
    const totals = await stopTraffic()
    expect(totals.reads).toBeGreaterThan(0)
    expect(totals.failedReads).toBe(0)
    const { failed, rowsByKek: left } = await rewrapKeys({
      database: test.database,
      keyring: rotating,
    })
    expect(failed).toEqual([])
    expect(left).toEqual([{ kekId: 'k2', rows: 400 + totals.added }])
    expect(await canStart(test)).toBe('starts')
    await expectWhole(test, pool)
  }, 120_000)
})

/** All keys are there, and open with the newer key alone. */
async function expectWhole(test: TestStore, pool: Pool): Promise<void> {
  const { keys } = await storeOn(test.database, { keyring: after }).list({})
  const expected = new Map([...pool.values()].flatMap((each) => [...each]))
  expect(new Map(keys.map(({ id, key }) => [id, key]))).toEqual(expected)
}
