import { expect, test } from 'vitest'
import { behaviours } from './behaviour'
import { firstRunKeys, sandboxKeys } from './sandbox-keys'

test.each(sandboxKeys)('$name has the shape of a Gemini key and says what it is', ({ key }) => {
  expect(key).toMatch(/^AIza[\w-]{35}$/)
  expect(key).toContain('Sandbox')
})

test('there is a sample for every behaviour, and three healthy ones', () => {
  expect(new Set(sandboxKeys.map(({ behaviour }) => behaviour))).toEqual(new Set(behaviours))
  expect(sandboxKeys.filter(({ behaviour }) => behaviour === 'healthy')).toHaveLength(3)
})

test('no two samples share a name, a key, or what a masked key shows', () => {
  const distinct = (values: string[]) => expect(new Set(values).size).toBe(sandboxKeys.length)
  distinct(sandboxKeys.map(({ name }) => name))
  distinct(sandboxKeys.map(({ key }) => key.slice(-4)))
})

test('a first run seeds two healthy keys, one limited by the minute and one revoked', () => {
  expect(firstRunKeys.map(({ behaviour }) => behaviour)).toEqual([
    'healthy',
    'healthy',
    'rate-limited-minute',
    'invalid',
  ])
})
