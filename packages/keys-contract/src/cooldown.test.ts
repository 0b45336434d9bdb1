import { describe, expect, it } from 'vitest'
import { cooldownScopes, cooldownTargetOf } from './cooldown'

const key = { id: 'k1', provider: 'gemini', quotaPool: null }

describe('a scope that a caller names', () => {
  it.each(['ok', 'network', 'client_error', 'aborted', 'error'] as const)(
    'puts nothing to rest for what says nothing about a key (%s)',
    (outcome) => {
      for (const scope of cooldownScopes) {
        expect(cooldownTargetOf({ key, outcome, scope, model: 'm' })).toBeNull()
      }
    },
  )

  it('stands above what the outcome speaks of by default', () => {
    const target = cooldownTargetOf({ key, outcome: 'rate_limit', scope: 'key', model: 'm' })
    expect(target).toEqual({ scope: 'key', provider: 'gemini', target: 'k1', model: null })
  })
})
