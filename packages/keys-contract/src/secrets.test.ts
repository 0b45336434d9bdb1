import { describe, expect, it } from 'vitest'
import { parseInternalSecrets } from './secrets'

const A = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6'
const B = 'B1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6-and-more'

const problemsOf = (value: string | undefined) => {
  const result = parseInternalSecrets(value)
  return result.ok ? [] : result.problems
}

describe('INTERNAL_API_SECRET', () => {
  it('may hold one secret of 32 characters', () => {
    expect(parseInternalSecrets(A)).toEqual({ ok: true, secrets: [{ app: null, secret: A }] })
  })

  it('may hold several, with or without a name, with space around them', () => {
    expect(parseInternalSecrets(` itqan-ma:${A} , ${B} `)).toEqual({
      ok: true,
      secrets: [
        { app: 'itqan-ma', secret: A },
        { app: null, secret: B },
      ],
    })
  })

  it.each([
    ['nothing', undefined, 'is not set'],
    ['an empty text', '', 'is not set'],
    ['space', '   ', 'is not set'],
    ['31 characters', A.slice(1), 'secret 1 has 31 characters; at least 32 are needed'],
    [
      'a name that hides a short secret',
      `itqan-ma-of-the-agency:${A.slice(1)}`,
      'secret 1 has 31 characters; at least 32 are needed',
    ],
    ['a short second one', `${A},short`, 'secret 2 has 5 characters; at least 32 are needed'],
    ['a comma at the end', `${A},`, 'secret 2 has 0 characters; at least 32 are needed'],
    ['space inside', `${A} ${A}`, 'secret 1 holds a space or a character outside ASCII'],
    [
      'a name in capitals',
      `Itqan_MA:${A}`,
      'secret 1 holds a colon that ends no name (lower case, digits, hyphens)',
    ],
    ['one letter 32 times', 'a'.repeat(32), 'secret 1 repeats too few different characters'],
    ['the same secret twice', `${A},app:${A}`, 'holds the same secret twice'],
  ])('refuses %s and does not repeat it', (_name, value, problem) => {
    expect(problemsOf(value)).toEqual([problem])
  })
})
