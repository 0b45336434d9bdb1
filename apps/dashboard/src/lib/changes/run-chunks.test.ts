import { expect, it } from 'vitest'
import { type ChunkAnswer, runChunks } from './run-chunks'

const ids = Array.from({ length: 1_234 }, (_, index) => `k${index}`)
const all = async (changed: string[]): Promise<ChunkAnswer> => ({ changed, notFound: [] })
const never = new AbortController().signal

it('asks for so many at a time, each once, and tells how far it is', async () => {
  const sizes: number[] = []
  const told: number[] = []
  const result = await runChunks({
    ids,
    size: 500,
    lanes: 1,
    run: (chunk) => {
      sizes.push(chunk.length)
      return all(chunk)
    },
    signal: never,
    onProgress: (done) => told.push(done),
  })
  expect(sizes).toEqual([500, 500, 234])
  expect(told).toEqual([500, 1_000, 1_234])
  expect(result).toEqual({ changed: ids, notFound: [], failed: [], left: 0 })
})

it('goes on past what fails, and says what did', async () => {
  const error = new Error('refused')
  const run = (chunk: string[]) =>
    chunk.includes('k0') ? Promise.reject(error) : Promise.resolve({ changed: [], notFound: chunk })
  const result = await runChunks({
    ids: ['k0', 'k1', 'k2'],
    size: 1,
    lanes: 2,
    run,
    signal: never,
    onProgress: () => undefined,
  })
  expect(result).toEqual({
    changed: [],
    notFound: ['k1', 'k2'],
    failed: [{ ids: ['k0'], error }],
    left: 0,
  })
})

it('stops between two requests when it is told to', async () => {
  const stop = new AbortController()
  const result = await runChunks({
    ids,
    size: 500,
    lanes: 1,
    run: all,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  expect([result.changed.length, result.left]).toEqual([500, 734])
})
