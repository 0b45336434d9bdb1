import { expect, it } from 'vitest'
import { judgeAnswer, type Verdict } from './judge-answer'

/** since, answered, heard before the request, heard by now. */
const cases: [name: string, numbers: [number | undefined, number, number, number], Verdict][] = [
  ['a first answer', [undefined, 5, 0, 0], 'everything'],
  ['nothing new', [5, 5, 5, 5], 'changes'],
  ['news', [5, 6, 5, 5], 'changes'],
  ['news that were heard of meanwhile', [5, 6, 5, 6], 'changes'],
  ['more news than were heard of', [5, 8, 5, 6], 'changes'],
  ['older than what was heard meanwhile', [5, 5, 5, 6], 'outdated'],
  ['a first answer, older than what was heard meanwhile', [undefined, 5, 0, 6], 'outdated'],
  ['a database that went back in time', [5, 3, 5, 5], 'everything'],
  ['a database that went back, as was heard before', [5, 3, 3, 3], 'everything'],
  ['a database that went back and then on', [5, 3, 3, 4], 'outdated'],
]

it.each(cases)('%s', (_name, [since, answered, heardBefore, heardNow], verdict) => {
  expect(judgeAnswer({ since, answered, heardBefore, heardNow })).toBe(verdict)
})
