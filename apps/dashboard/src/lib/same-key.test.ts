import { expect, it } from 'vitest'
import { managedKey } from './managed-key.fixture'
import { sameKey } from './same-key'

it('takes two answers with equal dates for the same key', () => {
  const answer = () => managedKey({ lastUsedAt: new Date(5) })
  expect(sameKey(answer(), answer())).toBe(true)
})

it('notices a counter or a date that moved', () => {
  const before = managedKey({ lastUsedAt: new Date(5) })
  expect(sameKey(before, { ...before, usageCount: 1 })).toBe(false)
  expect(sameKey(before, { ...before, lastUsedAt: new Date(6) })).toBe(false)
  expect(sameKey(before, { ...before, lastUsedAt: null })).toBe(false)
})

it('notices why a key failed, and who switched it off', () => {
  const before = managedKey({ isActive: false })
  expect(sameKey(before, { ...before, lastFailure: 'network' })).toBe(false)
  expect(sameKey(before, { ...before, isDisabledByProvider: true })).toBe(false)
})
