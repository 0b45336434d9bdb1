import { expect, it } from 'vitest'
import { describeFall, hasFallen } from './fallen'
import type { Row } from './row'

const rowOf = (ratio: number, against = 'another'): Row => ({
  name: 'list, 10 keys',
  against,
  ours: ratio,
  theirs: 1,
  unit: 'calls/s',
  ratio,
  spread: [ratio, ratio],
  target: null,
  generatorShare: [null, null],
})

it('is fallen under 80 % of what is kept', () => {
  expect(hasFallen(rowOf(8), [rowOf(10)])).toBe(false)
  expect(hasFallen(rowOf(7.9), [rowOf(10)])).toBe(true)
})

it('is not fallen when a turn of it comes to as much', () => {
  expect(hasFallen({ ...rowOf(6), spread: [4, 8] }, [rowOf(10)])).toBe(false)
  expect(hasFallen({ ...rowOf(6), spread: [4, 7.9] }, [rowOf(10)])).toBe(true)
})

it('is compared with the lowest turn that is kept', () => {
  const unsteady: Row = { ...rowOf(10), spread: [5, 15] }
  expect(hasFallen(rowOf(4), [unsteady])).toBe(false)
  expect(hasFallen(rowOf(3.9), [unsteady])).toBe(true)
})

it('is fallen when it is no number', () => {
  expect(hasFallen(rowOf(Number.NaN), [rowOf(10)])).toBe(true)
})

it('is compared with the row against the same other', () => {
  expect(hasFallen(rowOf(1), [rowOf(10, 'a third')])).toBe(false)
})

it('says what was kept', () => {
  expect(describeFall(rowOf(5), [rowOf(10)])).toBe(
    'list, 10 keys, against another: 5.00×, 50 % of the 10.0× that is kept',
  )
})
