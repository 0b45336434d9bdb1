import { expect, it } from 'vitest'
import { groupKeys } from './group-keys'
import { managedKey } from './managed-key.fixture'

it('groups by provider and sorts names as a person counts', () => {
  const groups = groupKeys([
    managedKey({ id: 'a', provider: 'openai', name: 'solo' }),
    managedKey({ id: 'b', name: 'key-10' }),
    managedKey({ id: 'c', name: 'key-2' }),
  ])
  expect(groups.map(({ provider, keys }) => [provider, keys.map((key) => key.name)])).toEqual([
    ['gemini', ['key-2', 'key-10']],
    ['openai', ['solo']],
  ])
})

it('keeps two keys of one name in one order, whatever order they come in', () => {
  const twins = [managedKey({ id: 'a' }), managedKey({ id: 'b' })]
  expect(groupKeys([...twins].reverse())).toEqual(groupKeys(twins))
})
