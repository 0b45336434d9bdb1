import { randomUUID } from 'node:crypto'
import type { ReportEntry } from '@itqan/keys-contract'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { entry, inMs, openTestStore, type TestStore } from './open-test-store'

let test: TestStore

beforeAll(async () => {
  test = await openTestStore()
}, 60_000)

afterAll(() => test[Symbol.asyncDispose]())

it('neither locks up nor miscounts under 200 reports and verbs at once', async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, () => test.add()))
  const doomed = await Promise.all(Array.from({ length: 20 }, () => test.add()))
  const at = (index: number) => ids[index % ids.length] ?? ''
  const start = await test.epoch()
  const batch = (...entries: ReportEntry[]) =>
    test.store.report({ batchId: randomUUID(), entries }, everyProvider)
  const limited = (id: string, index: number) =>
    entry(id, { outcome: 'rate_limit', model: 'm', until: inMs(60_000 + index) })

  const operations = Array.from({ length: 200 }, (_, index) => {
    const [a, b] = [at(index), at(index * 5 + 1)]
    switch (index % 10) {
      case 0:
        return test.store.setActive({ keyIds: [a], isActive: index % 20 === 0 }, someOrigin)
      case 1:
        return test.store.resetErrors({ keyIds: [a] }, someOrigin)
      case 2:
        return test.store.remove({ keyIds: [doomed[(index - 2) / 10] ?? ''] }, someOrigin)
      case 3:
        return batch(entry(a, { outcome: 'overloaded', until: inMs(60_000 + index) }), entry(b))
      case 4:
        return batch(
          entry(a, { outcome: 'rate_limit', quotaPool: `pool ${index}` }),
          limited(b, index),
        )
      case 5:
        return batch(
          entry(a, { outcome: 'invalid_key', exact: true, until: inMs(1_000) }),
          entry(b),
        )
      case 6:
        return batch(...ids.map((id) => limited(id, index)))
      case 7:
        return batch(...ids.toReversed().map((id) => entry(id, { outcome: 'network' })))
      case 8:
        return batch(...doomed.map((id) => entry(id)), entry(a), entry(b))
      default:
        return batch(...ids.map((id) => entry(id)))
    }
  })
  await Promise.all(operations)

  // 5 kinds name a and b, which may be one key; 3 kinds name all six.
  const uses = (await test.store.listManaged()).reduce((sum, key) => sum + key.usageCount, 0)
  expect(uses).toBe(20 * (4 * 2 + 3 * 6))
  const { epoch, removed } = await test.store.changes(start)
  expect(removed.toSorted()).toEqual(expect.arrayContaining(doomed))
  expect(epoch - start).toBe(test.commits() - ids.length - doomed.length)
}, 120_000)

it('gives every change an epoch of its own, and loses no error to a rest beside it', async () => {
  const id = await test.add()
  const start = await test.epoch()
  await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0
        ? test.report(entry(id, { outcome: 'rate_limit', model: `m${index}`, until: inMs(60_000) }))
        : test.report(entry(id, { outcome: 'error' })),
    ),
  )
  const { cooldowns } = await test.store.changes(start)
  const revisions = cooldowns.map(({ revision }) => revision - start)
  expect(revisions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
  expect(await test.managed(id)).toMatchObject({ usageCount: 60, errorCount: 60 })
}, 60_000)
