import { describe, expect, it } from 'vitest'
import { switchNotes } from '../components/keys/element-ids'
import { isFailureCounted, isUnused } from './key-state'
import { managedKey } from './managed-key.fixture'

describe('the last failure', () => {
  it.each([
    ['billing', 0, true],
    ['invalid_key', 3, true],
    ['network', 3, false],
    ['overloaded', 0, false],
    [null, 1, true],
    [null, 0, false],
  ] as const)('%s, with %i errors in all, counts against the key: %s', (...row) => {
    const [lastFailure, errorCount, isCounted] = row
    expect(isFailureCounted(managedKey({ lastFailure, errorCount }))).toBe(isCounted)
  })
})

it('is unused until its first use, told by its time or by its count', () => {
  expect(isUnused(managedKey({ lastUsedAt: null, usageCount: 0 }))).toBe(true)
  expect(isUnused(managedKey({ lastUsedAt: new Date(), usageCount: 1 }))).toBe(false)
  // Taken over with a count, from where no times were kept.
  expect(isUnused(managedKey({ lastUsedAt: null, usageCount: 7 }))).toBe(false)
})

describe('a switch', () => {
  it('is described by the note that the provider refuses its key, only while it is there', () => {
    const refused = managedKey({ isActive: false, isDisabledByProvider: true })
    expect(switchNotes(refused)).toBe('provider-gemini refusal-k1')
    expect(switchNotes({ ...refused, isActive: true })).toBe('provider-gemini')
    expect(switchNotes({ ...refused, isDisabledByProvider: false })).toBe('provider-gemini')
  })
})
