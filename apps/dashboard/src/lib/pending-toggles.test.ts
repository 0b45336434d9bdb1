import { expect, it } from 'vitest'
import { wantedStates } from './pending-toggles'

it('shows every switch as the person left it while the server has not answered', () => {
  const states = wantedStates([{ keyIds: ['a', 'b'], isActive: false }])
  expect([...states]).toEqual([
    ['a', false],
    ['b', false],
  ])
})

it('shows the last of several flips', () => {
  const flips = [false, true, false].map((isActive) => ({ keyIds: ['a'], isActive }))
  expect(wantedStates(flips).get('a')).toBe(false)
})

it('says nothing of a key once nothing is pending', () => {
  expect(wantedStates([]).get('a')).toBeUndefined()
})
