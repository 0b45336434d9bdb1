import { TRPCClientError } from '@trpc/client'
import { expect, it } from 'vitest'
import { StreamError } from './stream-error'
import { toClientError } from './to-client-error'

const refusedWith = (statusCode: number, retryAfterMs: number | null = null) =>
  TRPCClientError.from(new StreamError(`status ${statusCode}`, { statusCode, retryAfterMs }))

it.each([
  [400, 'rejected', false],
  [401, 'unauthorized', false],
  [403, 'unauthorized', false],
  [404, 'unavailable', true],
  [408, 'unavailable', true],
  [413, 'rejected', false],
  [422, 'rejected', false],
  [429, 'unavailable', true],
  [500, 'unavailable', true],
  [503, 'unavailable', true],
] as const)('status %i is %s', (status, code, isRetryable) => {
  expect(toClientError(refusedWith(status), 'at x')).toMatchObject({ code, isRetryable })
})

it('says how long to wait, as the other side does', () => {
  expect(toClientError(refusedWith(429, 7_000), 'at x').retryAfterMs).toBe(7_000)
})

it('names where the call went and what to set, and neither a secret nor an address of the system', () => {
  const cause = Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:99'), { code: 'ECONNREFUSED' }),
  })
  const { message } = toClientError(TRPCClientError.from(cause), 'at https://dashboard.example')
  expect(message).toContain('https://dashboard.example')
  expect(message).toContain('ECONNREFUSED')
  expect(message).toContain('DASHBOARD_INTERNAL_URL')
  expect(message).not.toContain('10.1.2.3')
})

it('is what it was when it comes a second time', () => {
  const error = toClientError(refusedWith(500), 'at x')
  expect(toClientError(error, 'at y')).toBe(error)
})
