import { TRPCClientError } from '@trpc/client'
import { describe, expect, it } from 'vitest'
import { revealFailureOf } from './reveal-failure'

function refusal(data: object, headers: Record<string, string> = {}): TRPCClientError<never> {
  const error = { message: '', code: -32_603, data: { reason: null, errorId: null, ...data } }
  const meta = { response: new Response(null, { headers }) }
  return new TRPCClientError('refused', { result: { error } as never, meta })
}

describe('what a refused reveal asks of the person', () => {
  it.each([
    ['password_required', 'passwordRequired'],
    ['wrong_password', 'wrongPassword'],
  ])('%s', (reason, kind) => {
    expect(revealFailureOf(refusal({ code: 'FORBIDDEN', reason }))).toEqual({ kind })
  })

  it.each([
    ['900', 15],
    ['61', 2],
    ['', 1],
  ])('to wait, in whole minutes, after %s s', (seconds, minutes) => {
    const error = refusal({ code: 'TOO_MANY_REQUESTS' }, { 'retry-after': seconds })
    expect(revealFailureOf(error)).toEqual({ kind: 'tooMany', minutes })
  })

  it('nothing of its own where the role does not allow it, or nobody answers', () => {
    const forbidden = revealFailureOf(refusal({ code: 'FORBIDDEN' }))
    expect(forbidden).toEqual({ kind: 'other', failure: { kind: 'forbidden', errorId: null } })
    expect(revealFailureOf(new Error('x'))).toMatchObject({ kind: 'other' })
  })
})
