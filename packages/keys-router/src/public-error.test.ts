import { KeysError } from '@itqan/keys-contract'
import { TRPCError } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { errorIdOf, publicMessage, toTRPCError } from './public-error'

describe('what a caller reads of an error', () => {
  it('is our own sentence for an error of the domain', () => {
    const error = toTRPCError(new KeysError('key_not_found', 'No key has this id'))
    expect([error.code, publicMessage(error)]).toEqual(['NOT_FOUND', 'No key has this id'])
  })

  it('names the fields of a wrong input and not their values', () => {
    const cause = z.object({ count: z.number() }).safeParse({ count: 'hunter2' }).error
    const message = publicMessage(new TRPCError({ code: 'BAD_REQUEST', cause }))
    expect(message).toBe('count: Invalid input: expected number, received string')
  })

  it.each(['INTERNAL_SERVER_ERROR', 'BAD_REQUEST', 'CONFLICT', 'TIMEOUT'] as const)(
    'is never the message of a library (%s)',
    (code) => {
      const cause = new Error('relation "api_keys" at 10.0.0.7:5432')
      expect(publicMessage(new TRPCError({ code, cause }))).not.toMatch(/api_keys|10\.0/)
    },
  )

  it('is no word of a wrong answer of ours', () => {
    for (const cause of [
      new SyntaxError('Unexpected token'),
      z.string().safeParse(7).error,
      new KeysError('key_not_found', 'x'),
    ]) {
      const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause })
      expect(publicMessage(error)).toBe('Internal error')
    }
  })

  it('carries one id, however often it is asked for', () => {
    const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR' })
    expect(errorIdOf(error)).toBe(errorIdOf(error))
    expect(errorIdOf(error)).not.toBe(errorIdOf(new TRPCError({ code: 'INTERNAL_SERVER_ERROR' })))
  })
})
