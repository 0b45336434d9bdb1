import { describe, expect, it } from 'vitest'
import { formsOf, fullScope, parseInternalSecrets } from './secrets'

const A = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6'
const B = 'B1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6-and-more'

const NO_RESTRICTION =
  'secret 1 has no such restriction: after the name come /only-report, /provider-NAME, or both in this order'

const EXAMPLE = 'secret 1 is an example that anybody may know: make one at random'

const problemsOf = (value: string | undefined) => {
  const result = parseInternalSecrets(value)
  return result.ok ? [] : result.problems
}

describe('INTERNAL_API_SECRET', () => {
  it('may hold one secret of 32 characters', () => {
    expect(parseInternalSecrets(A)).toEqual({
      ok: true,
      secrets: [{ app: null, secret: A, scope: fullScope }],
    })
  })

  it('may hold several, with or without a name, with space around them', () => {
    expect(parseInternalSecrets(` itqan-ma:${A} , ${B} `)).toEqual({
      ok: true,
      secrets: [
        { app: 'itqan-ma', secret: A, scope: fullScope },
        { app: null, secret: B, scope: fullScope },
      ],
    })
  })

  it.each([
    [`billing/only-report:${A}`, 'billing', { canRead: false, provider: null }],
    [`itqan-ma/provider-gemini:${A}`, 'itqan-ma', { canRead: true, provider: 'gemini' }],
    [`a/only-report/provider-open-ai:${A}`, 'a', { canRead: false, provider: 'open-ai' }],
    // A provider may be called as it likes.
    [`a/provider-only-report:${A}`, 'a', { canRead: true, provider: 'only-report' }],
  ])('may restrict a secret, as in %s', (value, app, scope) => {
    expect(parseInternalSecrets(value)).toEqual({ ok: true, secrets: [{ app, secret: A, scope }] })
    expect(formsOf({ app, secret: A, scope })).toEqual([A, `${app}:${A}`, value])
  })

  it('may hold a slash, as what openssl makes does', () => {
    const secret = `a/b/provider-gemini/${A}`
    expect(parseInternalSecrets(secret)).toEqual({
      ok: true,
      secrets: [{ app: null, secret, scope: fullScope }],
    })
  })

  it.each(['meter/only-report', 'meter/provider-gemini', 'a/only-report/provider-gemini'])(
    'is not opened wide by a colon that was forgotten after %s',
    (restriction) => {
      expect(parseInternalSecrets(`${restriction}/${A}`)).toEqual({
        ok: false,
        problems: [
          'secret 1 begins with a restriction that no colon ends: write name/only-report:SECRET',
        ],
      })
    },
  )

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
    ['a restriction of nothing', `app/:${A}`, NO_RESTRICTION],
    ['a restriction that is misspelt', `app/report-only:${A}`, NO_RESTRICTION],
    ['a provider without a name', `app/provider-:${A}`, NO_RESTRICTION],
    ['a provider in capitals', `app/provider-Gemini:${A}`, NO_RESTRICTION],
    ['restrictions the other way round', `app/provider-gemini/only-report:${A}`, NO_RESTRICTION],
    ['two providers', `app/provider-gemini/provider-openai:${A}`, NO_RESTRICTION],
    ['space in a restriction', `app/only-report :${A}`, NO_RESTRICTION],
    [
      'a restriction without a name',
      `/only-report:${A}`,
      'secret 1 holds a colon that ends no name (lower case, digits, hyphens)',
    ],
    [
      'a restricted secret that is short',
      `billing/only-report:${A.slice(1)}`,
      'secret 1 has 31 characters; at least 32 are needed',
    ],
    ['an example', `change-me-${A}`, EXAMPLE],
    ['an example of another hand', `YOUR_SUPER_SECRET_${A}`, EXAMPLE],
    ['what a script makes of nothing', `undefined-${A}`, EXAMPLE],
    ['the same secret twice', `${A},app:${A}`, 'holds the same secret twice'],
  ])('refuses %s and does not repeat it', (_name, value, problem) => {
    expect(problemsOf(value)).toEqual([problem])
  })
})
