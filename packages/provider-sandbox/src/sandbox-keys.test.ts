import { expect, test } from 'vitest'
import { behaviours } from './behaviour'
import { providers } from './provider'
import { firstRunKeys, sandboxKeys } from './sandbox-keys'

const shapes = {
  gemini: /^AIza[\w-]{35}$/,
  openai: /^sk-proj-[\w-]{48}$/,
  anthropic: /^sk-ant-[\w-]{49}$/,
  mistral: /^[\w-]{32}$/,
}

test.each(sandboxKeys)(
  '$name has the shape of a key of $provider and says what it is',
  ({ key, provider, behaviour }) => {
    expect(key).toMatch(shapes[provider])
    expect(key).toContain(`Sandbox-${behaviour}-`)
  },
)

test('the first ten samples stay what they were', () => {
  expect(sandboxKeys.slice(0, 10).map(({ name }) => name.replace('Bac à sable – ', ''))).toEqual([
    'saine 1',
    'saine 2',
    'saine 3',
    'limitée à la minute',
    'limitée à la journée',
    'révoquée',
    'suspendue',
    'surchargée',
    'lente',
    'coupée',
  ])
  expect(sandboxKeys[3]?.key).toBe(`AIzaSandbox-rate-limited-minute-${'0'.repeat(6)}4`)
})

test('there is a sample of Gemini for every behaviour, and three healthy ones', () => {
  const gemini = sandboxKeys.filter(({ provider }) => provider === 'gemini')
  expect(new Set(gemini.map(({ behaviour }) => behaviour))).toEqual(new Set(behaviours))
  expect(gemini.filter(({ behaviour }) => behaviour === 'healthy')).toHaveLength(3)
})

test.each(providers)('there is a healthy, a limited and a revoked sample of %s', (provider) => {
  const own = sandboxKeys.filter((sample) => sample.provider === provider)
  expect(own.map(({ behaviour }) => behaviour)).toEqual(
    expect.arrayContaining(['healthy', 'rate-limited-minute', 'invalid']),
  )
})

test('no two samples share a name, a key, or what a masked key shows', () => {
  const distinct = (values: string[]) => expect(new Set(values).size).toBe(sandboxKeys.length)
  distinct(sandboxKeys.map(({ name }) => name))
  distinct(sandboxKeys.map(({ key }) => key.slice(-4)))
})

test('a first run seeds two healthy keys, one limited by the minute and one revoked', () => {
  expect(firstRunKeys.map(({ provider, behaviour }) => `${provider} ${behaviour}`)).toEqual([
    'gemini healthy',
    'gemini healthy',
    'gemini rate-limited-minute',
    'gemini invalid',
  ])
})
