import { expect, it } from 'vitest'
import { createFreshReads } from './fresh-reads'

/** Reads that end when the test says so. */
function setUp(patienceMs?: number) {
  const reads: { resolve(value: number): void; reject(cause: Error): void }[] = []
  const read = () => new Promise<number>((resolve, reject) => reads.push({ resolve, reject }))
  const fresh = createFreshReads<string, number>(read, patienceMs)
  return { fresh, reads }
}

/** Until all that can go on has gone on. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

it('answers nobody with a read that began before the call, and all who wait with one', async () => {
  const { fresh, reads } = setUp()
  const first = fresh('a')
  const later = Array.from({ length: 1_000 }, () => fresh('a'))
  expect(reads).toHaveLength(1)
  reads[0]?.resolve(1)
  expect(await first).toBe(1)
  await settle()
  expect(reads).toHaveLength(2)
  reads[1]?.resolve(2)
  expect(new Set(await Promise.all(later))).toEqual(new Set([2]))
})

it('answers with a read under way what is good enough for the caller', async () => {
  const { fresh, reads } = setUp()
  const answers = [fresh('a'), fresh('a', (value) => value === 1), fresh('a', () => false)]
  reads[0]?.resolve(1)
  expect(await Promise.all(answers.slice(0, 2))).toEqual([1, 1])
  await settle()
  reads[1]?.resolve(2)
  expect(await answers[2]).toBe(2)
})

it('reads each key by itself', async () => {
  const { fresh, reads } = setUp()
  const answers = [fresh('a'), fresh('b')]
  reads[1]?.resolve(2)
  expect(await answers[1]).toBe(2)
  reads[0]?.resolve(1)
  expect(await answers[0]).toBe(1)
})

it('fails those of one read, and reads anew for the others', async () => {
  const { fresh, reads } = setUp()
  const first = fresh('a')
  const second = fresh('a')
  reads[0]?.reject(new Error('away'))
  await expect(first).rejects.toThrow('away')
  await settle()
  reads[1]?.resolve(2)
  expect(await second).toBe(2)
})

it('does not wait for a read that hangs', async () => {
  const { fresh, reads } = setUp(1)
  void fresh('a')
  const second = fresh('a')
  while (reads.length < 2) await settle()
  reads[1]?.resolve(2)
  expect(await second).toBe(2)
})
