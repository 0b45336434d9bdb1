import { expect, it } from 'vitest'
import { destinations, destinationsFor } from './destinations'

it('leads to people for administrators alone', () => {
  const labels = (role: string) => destinationsFor(role).map(({ label }) => label)
  expect(labels('administrator')).toEqual(destinations.map(({ label }) => label))
  for (const role of ['operator', 'viewer', 'nobody']) expect(labels(role)).not.toContain('people')
})

it('has a letter of its own for each page', () => {
  expect(new Set(destinations.map(({ letter }) => letter)).size).toBe(destinations.length)
})
