import { expect, it } from 'vitest'
import en from '../../messages/en.json'
import fr from '../../messages/fr.json'

/** Every message's path with the names of its arguments: `.remove.body maskedKey name`. */
function shape(node: unknown, path = ''): string[] {
  if (typeof node !== 'string') {
    return Object.entries(node ?? {}).flatMap(([key, child]) => shape(child, `${path}.${key}`))
  }
  const names = [...node.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1])
  return [`${path} ${[...new Set(names)].sort().join(' ')}`]
}

it('says the same things, with the same arguments, in both languages', () => {
  expect(shape(en)).toEqual(shape(fr))
})

it('lets no line of French begin with a sign or part a number', () => {
  expect(JSON.stringify(fr, null, 1).match(/.* [:;!?»].*|.*« .*|.*\d \d.*/g)).toBeNull()
})
