import { expect, test } from 'vitest'
import { createDice } from './dice'
import { faults } from './faults'
import { turns } from './schedule'

function firstTurns(seed: number, count: number) {
  const all = turns(faults, { dice: createDice(seed), isLong: false })
  return Array.from({ length: count }, () => all.next().value)
}

test('every fault comes once before any comes again', () => {
  const names = firstTurns(1, faults.length).map(({ fault }) => fault.name)
  expect(new Set(names).size).toBe(faults.length)
})

test('a seed repeats a run, and another seed is another run', () => {
  const plan = (seed: number) =>
    firstTurns(seed, 60).map(({ fault, lastsMs, pauseMs }) => [fault.name, lastsMs, pauseMs])
  expect(plan(3)).toEqual(plan(3))
  expect(plan(3)).not.toEqual(plan(4))
})

test('no two faults have the same name', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
})
