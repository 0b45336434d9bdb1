import { fullScope } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { createSecretGuard } from './secret-guard'

const A = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6'
const B = 'b1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6'
const C = 'c1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6'

/** As `printf %s "$SECRET" | sha256sum` begins. */
const fingerprints = { A: '6f49ced9', B: 'ddce67e0', C: 'c2a6115d' }

const guard = createSecretGuard([
  { app: 'itqan-ma', secret: A, scope: fullScope },
  { app: null, secret: B, scope: fullScope },
  { app: 'billing', secret: C, scope: { canRead: false, provider: 'gemini' } },
])

describe('the secret guard', () => {
  it('says who is calling, and by which secret', () => {
    const ours = { app: 'itqan-ma', scope: fullScope, fingerprint: fingerprints.A }
    expect(guard(`Bearer ${A}`)).toEqual(ours)
    expect(guard(`Bearer itqan-ma:${A}`)).toEqual(ours)
    expect(guard(`Bearer ${B}`)).toEqual({
      app: null,
      scope: fullScope,
      fingerprint: fingerprints.B,
    })
  })

  it.each([C, `billing:${C}`, `billing/only-report/provider-gemini:${C}`])(
    'knows what a restricted secret may do, presented as %s',
    (presented) => {
      const scope = { canRead: false, provider: 'gemini' }
      expect(guard(`Bearer ${presented}`)).toEqual({
        app: 'billing',
        scope,
        fingerprint: fingerprints.C,
      })
    },
  )

  it.each([
    `billing/only-report:${C}`,
    `billing/provider-gemini:${C}`,
    `billing/provider-openai:${C}`,
    `billing/provider-gemini/only-report:${C}`,
    `itqan-ma:${C}`,
    `itqan-ma/only-report:${A}`,
  ])('knows nobody who presents other restrictions than his own: %s', (presented) => {
    expect(guard(`Bearer ${presented}`)).toBeNull()
  })

  it('takes the scheme in any case, as HTTP does', () => {
    expect(guard(`bearer ${B}`)).toMatchObject({ app: null })
  })

  it.each([null, '', 'Bearer ', 'Bearer undefined', A, `Basic ${A}`, `Bearer ${A} ${B}`])(
    'knows nobody by %j',
    (authorization) => {
      expect(guard(authorization)).toBeNull()
    },
  )

  it('is not built without a secret', () => {
    expect(() => createSecretGuard([])).toThrow('at least one secret')
  })
})
