import { expect, it } from 'vitest'
import { withLines } from './with-lines'

it('draws what is in sight and around it, the heading above and the line that has the focus', () => {
  const range = { startIndex: 50, endIndex: 52, overscan: 1, count: 100 }
  expect(withLines(range, [0, 90])).toEqual([0, 49, 50, 51, 52, 53, 90])
  expect(withLines(range, [51, null, undefined])).toEqual([49, 50, 51, 52, 53])
})

it('draws no line that is not there', () => {
  const range = { startIndex: 0, endIndex: 2, overscan: 5, count: 3 }
  expect(withLines(range, [7])).toEqual([0, 1, 2])
  expect(withLines({ ...range, count: 0, endIndex: 0 }, [0])).toEqual([])
})
