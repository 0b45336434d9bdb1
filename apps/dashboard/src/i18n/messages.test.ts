import { expect, it } from 'vitest'
import { ar } from '../../messages/ar'
import { en } from '../../messages/en'
import { fr } from '../../messages/fr'

/** Every message's path with the names of its arguments: `.remove.body maskedKey name`. */
function shape(node: unknown, path = ''): string[] {
  if (typeof node !== 'string') {
    return Object.entries(node ?? {}).flatMap(([key, child]) => shape(child, `${path}.${key}`))
  }
  // What stands behind `one` or `other` is what is said then.
  const found = node.matchAll(/(?<!\b(?:zero|one|two|few|many|other|=\d+) )\{(\w+)[,}]/g)
  const names = [...found].map((match) => match[1])
  return [`${path} ${[...new Set(names)].sort().join(' ')}`]
}

it('says the same things, with the same arguments, in every language', () => {
  expect(shape(en)).toEqual(shape(fr))
  expect(shape(ar)).toEqual(shape(fr))
})

it('counts in Arabic as Arabic does: one, two, a few, many', () => {
  const counted = JSON.stringify(ar, null, 1).match(/.*, plural, .*\bone \{.*#.*/g) ?? []
  const isWhole = (line: string) => ['two', 'few', 'many'].every((one) => line.includes(`${one} {`))
  expect(counted.length).toBeGreaterThan(40)
  expect(counted.filter((line) => !isWhole(line))).toEqual([])
})

it('lets no line of French begin with a sign or part a number', () => {
  expect(JSON.stringify(fr, null, 1).match(/.* [:;!?»].*|.*« .*|.*\d \d.*/g)).toBeNull()
})
