import { MAX_KEYS_AT_ONCE } from '@itqan/keys-contract'
import { TRPCClientError } from '@trpc/client'
import { expect, it } from 'vitest'
import type { ChunkAnswer } from './run-chunks'
import { undoRemoval } from './undo-removal'

const ids = Array.from({ length: 2 * MAX_KEYS_AT_ONCE + 1 }, (_, index) => `k${index}`)
const last = ids.at(-1) ?? ''

function refusal(code: string, reason: string | null = null) {
  const data = { code, reason, errorId: null }
  return new TRPCClientError('', { result: { error: { message: '', code: -1, data } } })
}

const duplicate = refusal('CONFLICT', 'duplicate_key')

/** Answers chunk after chunk: all came back, or nothing did and why. */
const answering = (...answers: (Error | null)[]) => {
  const left = [...answers]
  return async (chunk: string[]): Promise<ChunkAnswer> => {
    const error = left.shift()
    if (error) throw error
    return { changed: chunk, notFound: [] }
  }
}

it('says how many came back, and how many cannot', async () => {
  const run = async (chunk: string[]): Promise<ChunkAnswer> => ({
    changed: chunk.filter((id) => id !== last),
    notFound: chunk.filter((id) => id === last),
  })
  expect(await undoRemoval(ids, run)).toEqual({
    back: ids.length - 1,
    missing: 1,
    again: [],
    failure: null,
  })
})

it.each([
  ['the server was busy', refusal('SERVICE_UNAVAILABLE')],
  ['the server had had enough', refusal('TOO_MANY_REQUESTS')],
  ['nobody answered', TRPCClientError.from(new TypeError('Failed to fetch'))],
])('goes on when %s, and names what is worth asking for again', async (_why, error) => {
  const told = await undoRemoval(ids, answering(null, error, null))
  expect(told).toMatchObject({ back: MAX_KEYS_AT_ONCE + 1, missing: 0, failure: { error } })
  expect(told.again).toEqual(ids.slice(MAX_KEYS_AT_ONCE, 2 * MAX_KEYS_AT_ONCE))
})

it('offers nothing again that will be refused again', async () => {
  const forbidden = refusal('FORBIDDEN')
  expect(await undoRemoval([last], answering(forbidden))).toMatchObject({
    again: [],
    failure: { error: forbidden },
  })
})

it('names the key that the provider has anew only when nothing else came of it', async () => {
  expect(await undoRemoval([last], answering(duplicate))).toMatchObject({
    missing: 0,
    again: [],
    failure: { error: duplicate },
  })
  expect(await undoRemoval(ids, answering(null, null, duplicate))).toEqual({
    back: 2 * MAX_KEYS_AT_ONCE,
    missing: 1,
    again: [],
    failure: null,
  })
})
