import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import { type Asked, pathIn } from '../http/asked'
import { transformer } from '../transformer'

/** One call of one procedure, as our clients make it. */
export interface SingleCall<T> {
  input: T
  /** In the form of a batch, of this one call. */
  isBatched: boolean
}

interface Wanted<T> {
  path: string
  schema: z.ZodType<T>
}

/** What asks for another form of answer, or adds to the input. */
const others = ['trpc-accept', 'last-event-id', 'content-type']

/** So many targets are remembered, of up to so many characters: apps ask for the same again and again. */
const MAX_REMEMBERED = 1_000
const MAX_REMEMBERED_LENGTH = 500

/**
 * Reads a call in the form that our clients give it; `null` for every other form, and for whatever is
 * wrong: tRPC itself knows what to say of that.
 */
export type SingleCallReader<T> = (asked: Asked) => SingleCall<T> | null

export function createSingleCallReader<T>(wanted: Wanted<T>): SingleCallReader<T> {
  const remembered = new LRUCache<string, SingleCall<T>>({ max: MAX_REMEMBERED })
  return ({ method, target, headers }) => {
    if (method !== 'GET') return null
    if (others.some((name) => headers.get(name) !== null)) return null
    if (headers.get('accept')?.includes('jsonl')) return null
    const known = remembered.get(target)
    if (known) return known
    const call = readTarget(target, wanted)
    if (call && target.length <= MAX_REMEMBERED_LENGTH) remembered.set(target, call)
    return call
  }
}

function readTarget<T>(target: string, { path, schema }: Wanted<T>): SingleCall<T> | null {
  if (pathIn(target) !== path) return null
  const query = new URLSearchParams(target.slice(path.length))
  const isBatched = query.get('batch') === '1'
  if (query.size !== (isBatched ? 2 : 1)) return null
  const read = schema.safeParse(inputIn(query.get('input'), isBatched))
  return read.success ? { input: read.data, isBatched } : null
}

/** `undefined`, which no schema takes, for what cannot be read. */
function inputIn(text: string | null, isBatched: boolean): unknown {
  try {
    const written: unknown = JSON.parse(text ?? '')
    return transformer.input.deserialize(isBatched ? onlyOne(written) : written)
  } catch {
    return undefined
  }
}

function onlyOne(inputs: unknown): unknown {
  if (typeof inputs !== 'object' || inputs === null || Object.keys(inputs).join() !== '0')
    return null
  return (inputs as { 0: unknown })[0]
}
