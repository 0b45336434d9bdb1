import { describe, expect, it } from 'vitest'
import { createSecretGuard } from './secret-guard'

const A = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6'
const B = 'b1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6'

const guard = createSecretGuard([
  { app: 'itqan-ma', secret: A },
  { app: null, secret: B },
])

describe('the secret guard', () => {
  it('says who is calling', () => {
    expect(guard(`Bearer ${A}`)).toEqual({ app: 'itqan-ma' })
    expect(guard(`Bearer itqan-ma:${A}`)).toEqual({ app: 'itqan-ma' })
    expect(guard(`Bearer ${B}`)).toEqual({ app: null })
  })

  it('takes the scheme in any case, as HTTP does', () => {
    expect(guard(`bearer ${B}`)).toEqual({ app: null })
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
