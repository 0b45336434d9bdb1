import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from './redactor'

const RUNS = 300

// Of shapes that no pattern knows: what is found here was known.
const plain = `key_${randomBytes(24).toString('hex')}`
const special = 'p+/k&="q\\w%41?z#<~>' + randomBytes(8).toString('hex')

function knowing(...keys: string[]) {
  const redactor = createRedactor()
  for (const key of keys) redactor.learn(key)
  return redactor
}

describe('a redactor', () => {
  const both = knowing(plain, special)

  it.each([
    ['alone', (key: string) => key, '[redacted]'],
    ['in a sentence', (key: string) => `key ${key}.`, 'key [redacted].'],
    ['twice', (key: string) => `${key} ${key}`, '[redacted] [redacted]'],
    ['between letters', (key: string) => `x${key}y`, 'x[redacted]y'],
    [
      'in an address',
      (key: string) => `https://x.example/v1?key=${encodeURIComponent(key)}&alt=sse`,
      'https://x.example/v1?key=[redacted]&alt=sse',
    ],
    [
      'in a form, in small hex digits',
      (key: string) =>
        `key=${encodeURIComponent(key).replaceAll(/%../g, (escape) => escape.toLowerCase())}`,
      'key=[redacted]',
    ],
    [
      'in an address within an address',
      (key: string) => `to=${encodeURIComponent(encodeURIComponent(key))};`,
      'to=[redacted];',
    ],
    ['in JSON', (key: string) => JSON.stringify({ key }), '{"key":"[redacted]"}'],
    [
      'in JSON within JSON',
      (key: string) => JSON.stringify(JSON.stringify({ key })),
      '"{\\"key\\":\\"[redacted]\\"}"',
    ],
    [
      'with every character escaped',
      (key: string) =>
        Array.from(key, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join(
          '',
        ),
      '[redacted]',
    ],
    [
      'in basic authentication',
      (key: string) => `Basic ${Buffer.from(`user:${key}:`).toString('base64')}`,
      /^Basic \[redacted\]=*$/,
    ],
    [
      'in base64url, at the end of a path',
      (key: string) => `https://x.example/keys/${Buffer.from(key).toString('base64url')}`,
      /^https:\/\/x\.\S*\[redacted\]$/,
    ],
  ])('finds a key %s', (_name, write, expected) => {
    for (const key of [plain, special]) {
      const clean = both.redact(write(key))
      if (typeof expected === 'string') expect(clean).toBe(expected)
      else expect(clean).toMatch(expected)
    }
  })

  it('leaves nothing of the longer of two keys, whichever it learnt first', () => {
    const [inner, outer] = [plain, `${plain}-and-more-${plain}`]
    for (const order of [
      [inner, outer],
      [outer, inner],
    ]) {
      const redactor = knowing(...order)
      expect(redactor.redact(`<${outer}>`)).toBe('<[redacted]>')
      expect(redactor.redact(`<${inner}-and-more>`)).toBe('<[redacted]-and-more>')
    }
  })

  it('leaves nothing of two keys that share characters', () => {
    expect(knowing('abcdefghij', 'hijklmnopq').redact('-abcdefghijklmnopq-')).toBe('-[redacted]-')
  })

  it('leaves texts without a key as they are', () => {
    const texts = ['', plain.slice(0, -1), plain.slice(1), '100 %, 50%41', 'C:\\new "a"', 'é€😀']
    for (const text of texts) expect(both.redact(text)).toBe(text)
  })

  it('takes out what looks like a key, known or not', () => {
    expect(both.redact(`AIza${randomBytes(26).toString('base64url')}`)).toBe('[redacted]')
  })

  it('does not take short texts for keys', () => {
    expect(knowing('short').redact('a short text')).toBe('a short text')
  })

  it('lets no key through, whatever stands around it', () => {
    const key = fc.stringMatching(/^[\x21-\x7e]{8,40}$/)
    const around = fc.string({ unit: 'binary', maxLength: 20 })
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 8 }), around, around, (keys, a, b) => {
        const redactor = knowing(...keys)
        for (const each of keys) {
          const clean = redactor.redact(`${a}${each}${b}`)
          // A key made of the mark's own letters is no key.
          fc.pre(!'[redacted]'.includes(each))
          expect(clean).not.toContain(each)
        }
      }),
      { numRuns: RUNS },
    )
  })
})
