import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseKeyring } from './parse-keyring'

const RUNS = 300
const id = fc.stringMatching(/^[a-z0-9-]{1,32}$/)
// What a generator of small counter-examples shrinks to is no random key: the bytes are drawn apart.
const fresh = () => randomBytes(32).toString('base64')

const problemsOf = (value: string) => {
  const parsed = parseKeyring(value)
  return parsed.ok ? [] : parsed.problems
}

describe('KEYS_ENCRYPTION_KEYS', () => {
  it('takes any number of named keys, the first of which encrypts', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 5 }), (ids) => {
        const value = ids.map((each) => ` ${each}:${fresh()} `).join(',')
        const parsed = parseKeyring(value)
        expect(parsed).toMatchObject({ ok: true, keyring: { ids, currentId: ids[0] } })
        expect(parsed.ok && ids.every((each) => parsed.keyring.has(each))).toBe(true)
        expect(parsed.ok && parsed.keyring.has(`${ids.join('')}-other`)).toBe(false)
      }),
      { numRuns: RUNS },
    )
  })

  it('takes keys of exactly 32 bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 96 }), (length) => {
        const value = `k1:${randomBytes(length).toString('base64')}`
        const expected = length === 32 ? [] : [`key 1 has ${length} bytes; exactly 32 are needed`]
        expect(problemsOf(value)).toEqual(expected)
      }),
      { numRuns: RUNS },
    )
  })

  it('takes one spelling of a key only, and never throws, whatever is put into it', () => {
    fc.assert(
      fc.property(fc.nat(46), fc.string({ minLength: 1, maxLength: 3 }), (at, text) => {
        const key = fresh()
        const spelled = key.slice(0, at) + text + key.slice(at + text.length)
        const isSame = spelled === key || spelled.trim() === key
        if (!isSame && Buffer.from(spelled, 'base64').toString('base64') !== spelled) {
          expect(parseKeyring(`k1:${spelled}`).ok).toBe(false)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it.each([
    ['nothing', '', 'is not set'],
    ['space', ' ', 'is not set'],
    ['no id', fresh(), 'key 1 has no id: write id:base64'],
    ['an id in capitals', `K1:${fresh()}`, 'key 1 has an id that is not 1 to 32 lower case'],
    ['an id with a dot', `k.1:${fresh()}`, 'key 1 has an id'],
    ['an id of 33 letters', `${'k'.repeat(33)}:${fresh()}`, 'key 1 has an id'],
    ['an empty part', `k1:${fresh()},`, 'key 2 has no id'],
    ['base64url', `k1:${Buffer.alloc(32, 0xff).toString('base64url')}`, 'key 1 is no base64'],
    ['a key without padding', `k1:${fresh().slice(0, -1)}`, 'key 1 is no base64'],
    ['zeros', `k1:${Buffer.alloc(32).toString('base64')}`, 'key 1 is not random'],
    ['one byte again and again', `k1:${Buffer.alloc(32, 0xa7).toString('base64')}`, 'not random'],
    ['a sentence', `k1:${btoa('correct horse battery staple. 32')}`, 'key 1 is not random'],
    ['hex digits', `k1:${btoa('0123456789abcdef0123456789abcdef')}`, 'key 1 is not random'],
    ['one id twice', `k1:${fresh()},k1:${fresh()}`, 'holds the same id twice'],
    ['one key twice', ['a', 'b'].map((each) => `${each}:${btoa('x')}`).join(), 'has 1 bytes'],
  ])('refuses %s', (_name, value, problem) => {
    expect(problemsOf(value).join('\n')).toContain(problem)
  })

  it('refuses one key under two ids', () => {
    const key = fresh()
    expect(problemsOf(`k1:${key},k2:${key}`)).toEqual(['holds the same key twice'])
  })

  it('lists every problem by its place, and repeats no value', () => {
    const problems = problemsOf(`CANARY:canary,k2:canary-canary,canary,k4:${fresh()}`)
    expect(problems.map((problem) => problem.slice(0, 5))).toEqual(['key 1', 'key 2', 'key 3'])
    expect(problems.join()).not.toMatch(/canary/i)
  })

  it('makes a keyring that prints no key', () => {
    const key = fresh()
    const parsed = parseKeyring(`k1:${key}`)
    const printed = [
      inspect(parsed, { depth: Infinity, showHidden: true, getters: true }),
      JSON.stringify(parsed),
      String(parsed.ok && parsed.keyring),
    ].join('\n')
    const bytes = Buffer.from(key, 'base64')
    expect(printed).not.toContain(key)
    expect(printed).not.toContain(bytes.toString('hex').slice(0, 8))
    expect(printed.replaceAll(' ', '')).not.toContain([...bytes.subarray(0, 4)].join(','))
  })
})
