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

/**
 * Reads a call in the form that our clients give it; `null` for every other form, and for whatever is
 * wrong: tRPC itself knows what to say of that.
 */
export function singleCallIn<T>(
  { method, target, headers }: Asked,
  { path, schema }: Wanted<T>,
): SingleCall<T> | null {
  if (method !== 'GET' || pathIn(target) !== path) return null
  if (others.some((name) => headers.get(name) !== null)) return null
  if (headers.get('accept')?.includes('jsonl')) return null
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
