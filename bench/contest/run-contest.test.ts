import { expect, it } from 'vitest'
import { createGround } from '../ground/ground'
import { createResources } from '../ground/resources'
import type { Contest } from './contest'
import { runContest, toRow } from './run-contest'

/** Sides that say what they are told to, and in which order they were asked. */
function setUp(better: Contest['better'], answers: { ours: number[]; theirs: number[] }) {
  const order: string[] = []
  const side = (name: 'ours' | 'theirs') => async () => {
    const value = answers[name][order.filter((one) => one === name).length] ?? Number.NaN
    order.push(name)
    return { value }
  }
  const contest: Contest = {
    name: 'work',
    against: 'another',
    unit: 'calls/s',
    better,
    target: 2,
    limit: 'nothing',
    turns: { full: 3, quick: 1 },
    open: async (_, resources) => {
      resources.defer(() => void order.push('closed'))
      return { ours: side('ours'), theirs: side('theirs') }
    },
  }
  return { contest, order }
}

it('asks by turns, warms both up first, and closes what was opened', async () => {
  const { contest, order } = setUp('higher', { ours: [0, 10, 20, 30], theirs: [9, 5, 5, 5] })
  const resources = createResources()
  const row = await runContest(contest, { ground: createGround(resources), turns: 3, resources })
  expect(order.join(' ')).toBe('ours theirs ours theirs theirs ours ours theirs closed')
  expect(row).toMatchObject({ ours: 20, theirs: 5, ratio: 4, spread: [2, 6] })
})

it('turns the ratio so that higher is better, and takes the middle of the turns', () => {
  const { contest } = setUp('lower', { ours: [], theirs: [] })
  const turn = (ours: number, theirs: number) => ({
    ours: { value: ours },
    theirs: { value: theirs },
  })
  // A turn in which the machine was slow for both has the ratio of the others.
  const row = toRow(contest, [turn(1, 4), turn(10, 40), turn(2, 6)])
  expect(row.ratio).toBe(4)
  expect(row.spread).toEqual([3, 4])
})

it('tells the share of whoever asked, where it is known', () => {
  const { contest } = setUp('higher', { ours: [], theirs: [] })
  const row = toRow(contest, [{ ours: { value: 1, generatorShare: 0.5 }, theirs: { value: 1 } }])
  expect(row.generatorShare).toEqual([0.5, null])
})
