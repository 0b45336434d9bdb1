import fc from 'fast-check'
import { json, large, meta, scalar, text } from './hostile-parts'

/** Where an input of a procedure is wrong: one field of a right one is something else. */
function almost(right: object): fc.Arbitrary<unknown> {
  const places = placesIn(right)
  return fc
    .tuple(fc.constantFrom(...places), fc.oneof(scalar, json))
    .map(([place, value]) => replaced(right, place, value))
}

function placesIn(value: unknown, above: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [above]
  const within = Object.entries(value).flatMap(([key, part]) => placesIn(part, [...above, key]))
  return [above, ...within]
}

function replaced(whole: unknown, [first, ...rest]: readonly string[], value: unknown): unknown {
  if (first === undefined) return value
  const copy: object = Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) }
  Reflect.set(copy, first, replaced(Reflect.get(copy, first), rest, value))
  return copy
}

/** An input as superjson writes it. */
export interface Right {
  json: object
  meta?: object
}

/**
 * What somebody may send who means ill, or does not know what they do: the text of an input.
 *
 * @param right an input that is accepted, as superjson writes it: its moments as text.
 */
export function hostileInputs(right: Right): fc.Arbitrary<string> {
  const said = fc.oneof(almost(right.json), json)
  const told = fc.oneof(meta, fc.constant(right.meta))
  return fc.oneof(
    { weight: 1_000, arbitrary: said.map((value) => toText({ json: value })) },
    {
      weight: 1_000,
      arbitrary: fc.tuple(said, told).map(([value, types]) => toText({ json: value, meta: types })),
    },
    { weight: 200, arbitrary: said.map(toText) },
    { weight: 300, arbitrary: text },
    { weight: 1, arbitrary: large.map((make) => make()) },
  )
}

/** The same as a program of ours would hand it over, where nothing is text. */
export function hostileValues(right: object): fc.Arbitrary<unknown> {
  const values = fc.constantFrom<unknown>(
    new Date(Number.NaN),
    new Date(8.64e15),
    new Date(0),
    10n ** 40n,
    Symbol('x'),
    new Map([[{}, 1]]),
    new Set([1]),
    Object.create(null),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    undefined,
    () => 1,
    'x'.repeat(1024 * 1024),
    Array.from({ length: 100_000 }, () => 0),
    new Uint8Array(1_000),
  )
  const places = placesIn(right)
  const odd = fc
    .tuple(fc.constantFrom(...places), values)
    .map(([place, value]) => replaced(right, place, value))
  return fc.oneof(odd, almost(right), json)
}

const toText = (value: unknown): string => JSON.stringify(value) ?? ''

/** So many of them, the same for the same seed. */
export function sample<T>(inputs: fc.Arbitrary<T>, numRuns: number, seed: number): T[] {
  return fc.sample(inputs, { numRuns, seed })
}
