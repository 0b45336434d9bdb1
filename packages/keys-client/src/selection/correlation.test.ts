import type { Outcome } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { createCorrelationGuard } from './correlation'

const failure = (id: string, rest: { pool?: string; at?: number; outcome?: Outcome } = {}) => ({
  keyId: id,
  pool: rest.pool ?? id,
  outcome: rest.outcome ?? ('invalid_key' as const),
  at: rest.at ?? 0,
  target: { scope: 'key', provider: 'gemini', target: id, model: null } as const,
})

describe('failures of several keys at once', () => {
  it('are the provider’s when 3 keys of 2 pools fail alike within 10 s: all of them are named', () => {
    const guard = createCorrelationGuard()
    expect(guard.failed(failure('a'))).toBeNull()
    expect(guard.failed(failure('b', { at: 5_000 }))).toBeNull()
    const named = guard.failed(failure('c', { at: 9_999 }))
    expect(named?.map(({ target }) => target)).toEqual(['a', 'b', 'c'])
  })

  it.each([
    [
      'keys of one pool',
      [failure('a', { pool: 'p' }), failure('b', { pool: 'p' }), failure('c', { pool: 'p' })],
    ],
    ['one key again and again', [failure('a'), failure('a'), failure('a')]],
    ['two keys', [failure('a'), failure('b'), failure('a')]],
    ['different kinds', [failure('a'), failure('b', { outcome: 'billing' }), failure('c')]],
    ['more than 10 s', [failure('a'), failure('b'), failure('c', { at: 10_000 })]],
  ])('are the keys’ own over %s', (_, failures) => {
    const guard = createCorrelationGuard()
    expect(failures.map((one) => guard.failed(one))).toEqual([null, null, null])
  })

  it('are the keys’ own when one works meanwhile', () => {
    const guard = createCorrelationGuard()
    guard.failed(failure('a'))
    guard.failed(failure('b'))
    guard.succeeded()
    expect(guard.failed(failure('c'))).toBeNull()
  })
})
