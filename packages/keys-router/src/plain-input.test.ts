import superjson from 'superjson'
import { describe, expect, it } from 'vitest'
import { isPlainInput } from './plain-input'

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)

describe('an input', () => {
  it.each([
    ['of no object', 7],
    ['of nothing', undefined],
    ['without types', { json: { since: 1 } }],
    ['of 30 levels', { json: nested(30) }],
  ])('%s goes to superjson', (_name, input) => {
    expect(isPlainInput(input)).toBe(true)
  })

  it('of ours goes to superjson, one moment shared by many', () => {
    const at = new Date(0)
    const entries = Array.from({ length: 3 }, () => ({ at, other: new Date(1), until: undefined }))
    expect(isPlainInput(superjson.serialize({ entries }))).toBe(true)
    expect(isPlainInput(superjson.serialize(new Date()))).toBe(true)
    expect(isPlainInput(superjson.serialize(undefined))).toBe(true)
  })

  it.each([
    ['of 33 levels', { json: nested(33) }],
    ['of 10,000 levels', { json: nested(10_000) }],
    ['whose types are 10,000 levels deep', { json: {}, meta: { values: nested(10_000) } }],
    ['that becomes gigabytes', { json: 1e9, meta: { values: [['typed-array', 'Float64Array']] } }],
    ['that becomes an expression', { json: '/(a+)+$/', meta: { values: ['regexp'] } }],
    ['that becomes a set', { json: { a: [] }, meta: { values: { a: ['set'] } } }],
    [
      'with a type of a type',
      { json: { a: 1 }, meta: { values: { a: ['Date', { b: ['set'] }] } } },
    ],
    [
      'that reaches for a prototype',
      { json: { a: 1 }, meta: { values: { '__proto__.x': ['Date'] } } },
    ],
    [
      'that reaches for it by being the same',
      { json: { a: {} }, meta: { referentialEqualities: { a: ['constructor.prototype'] } } },
    ],
    [
      'that reaches for it from there',
      { json: { a: {} }, meta: { referentialEqualities: { 'a.__proto__': ['a'] } } },
    ],
    ['that is its own part', { json: { a: 1 }, meta: { referentialEqualities: [['a']] } }],
    ['whose types are text', { json: {}, meta: 'x' }],
  ])('%s does not', (_name, input) => {
    expect(isPlainInput(input)).toBe(false)
  })
})
