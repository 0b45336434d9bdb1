import { TRPCClientError } from '@trpc/client'
import { expect, it } from 'vitest'
import { systemClock } from '../clock'
import { LinkError } from './link-error'
import { toClientError } from './to-client-error'

const site = (place: string) => ({ place, clock: systemClock })

const refusedWith = (statusCode: number, retryAfterMs: number | null = null) =>
  TRPCClientError.from(new LinkError(`status ${statusCode}`, { statusCode, retryAfterMs }))

it.each([
  [400, 'unavailable', true],
  [401, 'unauthorized', false],
  [403, 'unauthorized', false],
  [404, 'unavailable', true],
  [408, 'unavailable', true],
  [413, 'rejected', false],
  [422, 'unavailable', true],
  [429, 'unavailable', true],
  [500, 'unavailable', true],
  [503, 'unavailable', true],
] as const)('status %i of whoever answers is %s', (status, code, isRetryable) => {
  expect(toClientError(refusedWith(status), site('at x'))).toMatchObject({ code, isRetryable })
})

it.each([
  [400, 'rejected'],
  [401, 'unauthorized'],
  [413, 'rejected'],
  [422, 'rejected'],
  [429, 'unavailable'],
  [500, 'unavailable'],
] as const)('status %i in the shape of the router is %s', (httpStatus, code) => {
  const data = { code: 'SOME_CODE', httpStatus }
  const error = TRPCClientError.from({ error: { message: 'no', code: -32_600, data } })
  expect(toClientError(error, site('at x'))).toMatchObject({ code })
})

it('tells a dashboard that does not reach its database from one that does not answer', () => {
  const data = { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, reason: 'store_unavailable' }
  const error = TRPCClientError.from({ error: { message: 'no', code: -32_603, data } })
  expect(toClientError(error, site('at x'))).toMatchObject({
    code: 'unavailable',
    isRetryable: true,
    message: 'The dashboard at x does not reach its database.',
  })
})

it('tells what to mend where the secret came in clear', () => {
  const data = { code: 'FORBIDDEN', httpStatus: 403, reason: 'https_required' }
  const error = TRPCClientError.from({ error: { message: 'no', code: -32_003, data } })
  const { code, message } = toClientError(error, site('at x'))
  expect(code).toBe('unauthorized')
  expect(message).toContain('DASHBOARD_INTERNAL_URL (option `url`) must begin with https://')
})

it('says how long to wait, as the other side does', () => {
  expect(toClientError(refusedWith(429, 7_000), site('at x')).retryAfterMs).toBe(7_000)
})

it('names where the call went and what to set, and neither a secret nor an address of the system', () => {
  const cause = Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:99'), { code: 'ECONNREFUSED' }),
  })
  const { message } = toClientError(
    TRPCClientError.from(cause),
    site('at https://dashboard.example'),
  )
  expect(message).toContain('https://dashboard.example')
  expect(message).toContain('ECONNREFUSED')
  expect(message).toContain('DASHBOARD_INTERNAL_URL')
  expect(message).not.toContain('10.1.2.3')
})

it('is what it was when it comes a second time', () => {
  const error = toClientError(refusedWith(500), site('at x'))
  expect(toClientError(error, site('at y'))).toBe(error)
})
