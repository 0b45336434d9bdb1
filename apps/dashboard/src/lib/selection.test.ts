import { expect, it, vi } from 'vitest'
import { createSelection } from './selection'

it('tells whoever listens that something is ticked, and what', () => {
  const selection = createSelection()
  const listener = vi.fn()
  const leave = selection.subscribe(listener)
  selection.set(['a', 'b'], true)
  selection.set(['a'], false)
  expect([...selection.ids()]).toEqual(['b'])
  selection.replace(['c'])
  expect([...selection.ids()]).toEqual(['c'])
  leave()
  selection.clear()
  expect(selection.ids().size).toBe(0)
  expect(listener).toHaveBeenCalledTimes(3)
})

it('holds one set until something changes', () => {
  const selection = createSelection()
  const before = selection.ids()
  selection.clear()
  expect(selection.ids()).toBe(before)
})
