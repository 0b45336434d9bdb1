import type { Sighting } from '@itqan/keys-router'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createConsumerLog, createConsumerReader, type OwnedConsumerLog } from '../src'
import { openTestStore, type TestStore } from './open-test-store'

let test: TestStore
let logged: string[]

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

beforeEach(async () => {
  logged = []
  await test.database.prisma.consumer.deleteMany()
})

/** One process. What it saw is written when it ends, or after `flushMs`. */
function startProcess(flushMs = 600_000): OwnedConsumerLog {
  const log = { error: (message: string) => void logged.push(message) }
  const consumers = createConsumerLog({ database: test.database, log, flushMs })
  onTestFinished(() => consumers.close())
  return consumers
}

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 12, 0, second))

const sighting = (rest: Partial<Sighting> = {}): Sighting => ({
  app: 'itqan-ma',
  at: at(0),
  appVersion: null,
  clientVersion: null,
  answer: null,
  ...rest,
})

const answered = (to: 'list' | 'report' | 'watch', second: number, epoch = 1) =>
  sighting({ at: at(second), answer: { to, epoch } })

const read = async () => (await createConsumerReader(test.database).read()).consumers

/** So that no epoch of a test is one that the pool has not reached. */
async function moveEpochTo(epoch: number): Promise<void> {
  await test.database.prisma.keysEpoch.update({ where: { id: 1 }, data: { epoch } })
}

describe('what is seen of an app', () => {
  it('is written once it is quiet, with the first and the latest of each', async () => {
    await moveEpochTo(9)
    const consumers = startProcess()
    consumers.saw(sighting({ appVersion: '1.0', clientVersion: 'itqan-keys-client/1.0.0' }))
    consumers.saw(answered('list', 1, 5))
    consumers.saw(answered('report', 2, 7))
    consumers.saw(answered('watch', 3, 8))
    expect(await read()).toEqual([])
    await consumers.close()
    expect(await read()).toEqual([
      {
        app: 'itqan-ma',
        appVersion: '1.0',
        clientVersion: 'itqan-keys-client/1.0.0',
        firstSeenAt: at(0),
        lastListAt: at(1),
        lastReportAt: at(2),
        epoch: 8,
      },
    ])
  })

  it('is written by itself after a while, as one statement for all apps', async () => {
    const execute = vi.spyOn(test.database.prisma, '$executeRaw')
    onTestFinished(() => execute.mockRestore())
    const consumers = startProcess(20)
    for (let second = 0; second < 50; second += 1) {
      consumers.saw(answered('list', second))
      consumers.saw({ ...answered('report', second), app: 'quotes' })
    }
    await vi.waitFor(async () => expect(await read()).toHaveLength(2))
    expect(execute).toHaveBeenCalledTimes(1)
  })

  it('joins what another process saw: the latest of each is kept, whoever comes last', async () => {
    await moveEpochTo(9)
    const [one, other] = [startProcess(), startProcess()]
    one.saw({ ...answered('list', 5, 9), appVersion: '2.0' })
    other.saw(answered('list', 3, 4))
    other.saw(answered('report', 4, 4))
    await one.close()
    await other.close()
    expect(await read()).toMatchObject([
      {
        appVersion: '2.0',
        firstSeenAt: at(3),
        lastListAt: at(5),
        lastReportAt: at(4),
        epoch: 9,
      },
    ])
  })

  it('survives many processes that write the same apps at once', async () => {
    await moveEpochTo(100)
    const processes = Array.from({ length: 10 }, () => startProcess())
    const apps = ['a', 'b', 'c', 'd']
    for (const [index, one] of processes.entries()) {
      // Each meets them in another order.
      for (const app of index % 2 ? apps : apps.toReversed()) {
        one.saw({ ...answered('report', index, index), app })
      }
    }
    await Promise.all(processes.map((one) => one.close()))
    const latest = { lastReportAt: at(9), firstSeenAt: at(0), epoch: 9 }
    expect(await read()).toMatchObject(apps.map((app) => ({ app, ...latest })))
    expect(logged).toEqual([])
  })

  it('is kept for the next time when it cannot be written, and that is logged once', async () => {
    const execute = vi.spyOn(test.database.prisma, '$executeRaw')
    onTestFinished(() => execute.mockRestore())
    execute.mockRejectedValue(new Error('gone'))
    const consumers = startProcess(10)
    consumers.saw(answered('list', 1))
    await vi.waitUntil(() => execute.mock.calls.length > 1)
    consumers.saw(answered('report', 2))
    execute.mockRestore()
    await vi.waitFor(async () =>
      expect(await read()).toMatchObject([{ lastListAt: at(1), lastReportAt: at(2) }]),
    )
    // The row is there before the process is told so.
    await vi.waitFor(() =>
      expect(logged).toEqual(['consumers cannot be written', 'consumers are written again']),
    )
  })

  it('never stands ahead of the pool: after a step back in time what is missed is seen', async () => {
    await moveEpochTo(50)
    const before = startProcess()
    before.saw(answered('list', 1, 50))
    await before.close()
    await moveEpochTo(7)
    const after = startProcess()
    after.saw(answered('list', 2, 6))
    await after.close()
    expect(await read()).toMatchObject([{ epoch: 7 }])
  })

  it('is passed over once the log is closed, which may be done twice', async () => {
    const consumers = startProcess(5)
    await consumers.close()
    consumers.saw(answered('list', 1))
    await consumers.close()
    expect(await read()).toEqual([])
  })
})
