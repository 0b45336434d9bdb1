import { expect, test } from 'vitest'
import type { Applied } from './disturbance'
import { recoveryOf } from './recovery'

const applied = (begin: number, end: number): Applied => ({
  fault: 'some',
  begin,
  end,
  disturbs: ['keys'],
  noticedMs: 0,
  recoveryMs: 35_000,
})
const well = { list: true, report: true, streams: true }

test('recovery is counted from the end of the fault to the first moment when all is well', () => {
  const fault = applied(0, 1_000)
  const samples = [
    { at: 500, ...well },
    { at: 1_200, ...well, list: false },
    { at: 1_400, ...well, streams: false },
    { at: 3_000, ...well },
  ]
  expect(recoveryOf(fault, samples, [fault])).toEqual({ calls: 400, all: 2_000 })
})

test('what never came back is not taken for a quick recovery', () => {
  const fault = applied(0, 1_000)
  const samples = [{ at: 1_200, ...well, report: false }]
  expect(recoveryOf(fault, samples, [fault])).toEqual({ calls: null, all: null })
})

test('the clock stands still while another fault is on', () => {
  const [first, second] = [applied(0, 1_000), applied(2_000, 5_000)]
  const samples = [{ at: 6_000, ...well }]
  expect(recoveryOf(first, samples, [first, second])).toEqual({ calls: 2_000, all: 2_000 })
})

test('a connection that another fault left silent holds up no fault but its own', () => {
  const silent = { ...applied(0, 1_000), noticedMs: 40_000, recoveryMs: 75_000 }
  const second = applied(2_000, 3_000)
  const samples = [
    { at: 30_000, ...well, streams: false },
    { at: 50_000, ...well },
  ]

  expect(recoveryOf(second, samples, [silent, second]).all).toBe(9_000)
  expect(recoveryOf(silent, samples, [silent, second]).all).toBe(48_000)
})
