import { expect, it } from 'vitest'
import { managedKey } from './managed-key.fixture'
import { withPendingToggles } from './pending-toggles'

const keys = [managedKey({ id: 'a' }), managedKey({ id: 'b' })]

it('shows a switch as the person left it while the server has not answered', () => {
  const shown = withPendingToggles(keys, [{ keyId: 'b', isActive: false }])
  expect(shown.map((key) => key.isActive)).toEqual([true, false])
})

it('shows the last of several flips', () => {
  const flips = [false, true, false].map((isActive) => ({ keyId: 'a', isActive }))
  expect(withPendingToggles(keys, flips)[0]?.isActive).toBe(false)
})

it('shows what the server says once nothing is pending', () => {
  expect(withPendingToggles(keys, [])).toBe(keys)
})
