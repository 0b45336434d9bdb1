import { expect, it } from 'vitest'
import { reconnectDelay } from './reconnect-delay'

it('doubles from a quarter of a second to half a minute, and stays there', () => {
  const longest = [1, 2, 3, 4, 7, 8, 9, 2_000].map((failures) => reconnectDelay(failures, 1))
  expect(longest).toEqual([250, 500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000])
})

it('is between half of that and the whole', () => {
  expect([0, 0.5, 1].map((random) => reconnectDelay(3, random))).toEqual([500, 750, 1_000])
})
