import { TRPCClientError } from '@trpc/client'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failure'

function answer(data: { code: string; reason?: string; errorId?: string }) {
  const whole = { reason: null, errorId: null, ...data }
  return new TRPCClientError('', { result: { error: { message: '', code: -1, data: whole } } })
}

describe('failureOf', () => {
  it('tells an expired session, a refusal and a flood apart', () => {
    expect(failureOf(answer({ code: 'UNAUTHORIZED' })).kind).toBe('session')
    expect(failureOf(answer({ code: 'FORBIDDEN' })).kind).toBe('forbidden')
    expect(failureOf(answer({ code: 'TOO_MANY_REQUESTS' })).kind).toBe('rateLimit')
  })

  it('reads the reason that the domain gives', () => {
    expect(failureOf(answer({ code: 'CONFLICT', reason: 'duplicate_key' })).kind).toBe('duplicate')
    expect(failureOf(answer({ code: 'NOT_FOUND', reason: 'key_not_found' })).kind).toBe('gone')
  })

  it('keeps the id under which the server logged its own failure', () => {
    const failure = failureOf(answer({ code: 'INTERNAL_SERVER_ERROR', errorId: 'e1' }))
    expect(failure).toEqual({ kind: 'server', errorId: 'e1' })
  })

  it('calls it the network only when no answer came', () => {
    const cause = new TypeError('Failed to fetch')
    expect(failureOf(TRPCClientError.from(cause)).kind).toBe('network')
    const html = TRPCClientError.from(cause, { meta: { response: { status: 502 } } })
    expect(failureOf(html).kind).toBe('server')
    expect(failureOf(new Error('a bug of the page')).kind).toBe('server')
  })
})
