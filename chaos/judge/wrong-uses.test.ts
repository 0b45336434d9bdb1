import { expect, test } from 'vitest'
import { lateUses, promised, type WrongUseFacts, wrongUses } from './wrong-uses'

const calm: WrongUseFacts = {
  uses: [],
  revokedAt: new Map([['leaked', 10_000]]),
  open: new Map([['client', [{ from: 0, to: 1_000_000 }]]]),
  disturbed: [],
  bounds: promised,
}
const use = (at: number, keyId = 'leaked') => ({ at, keyId, run: 'client' })
const brokenBy = (facts: Partial<WrongUseFacts>) =>
  wrongUses({ ...calm, ...facts }).map(({ broken, lateMs }) => [broken, lateMs])

test('a use long after a revocation that an open stream told is wrong, and says how late it was', () => {
  expect(brokenBy({ uses: [use(9_000), use(11_000), use(14_000)] })).toEqual([['streamMs', 4_000]])
})

test('a key that nobody revoked may be used for ever', () => {
  expect(brokenBy({ uses: [use(900_000, 'other')] })).toEqual([])
})

test('while the way to the keys is disturbed, a revocation cannot be told', () => {
  const disturbed = [{ from: 10_500, to: 40_000 }]
  expect(brokenBy({ uses: [use(40_000)], disturbed })).toEqual([])
  expect(brokenBy({ uses: [use(43_000)], disturbed })).toEqual([['streamMs', 33_000]])
})

test('two short calms are not one that is long enough', () => {
  const disturbed = [
    { from: 11_500, to: 20_000 },
    { from: 21_500, to: 30_000 },
  ]
  expect(brokenBy({ uses: [use(30_000)], disturbed })).toEqual([])
})

test('without a stream the polls have to tell it', () => {
  const open = new Map([['client', [{ from: 0, to: 9_000 }]]])
  expect(brokenBy({ uses: [use(24_000)], open })).toEqual([])
  expect(brokenBy({ uses: [use(26_000)], open })).toEqual([['pollMs', 16_000]])
})

test('after both were disturbed the next try may be as late as its longest pause', () => {
  const open = new Map<string, []>()
  const disturbed = [{ from: 5_000, to: 12_000 }]
  expect(brokenBy({ uses: [use(46_000)], open, disturbed })).toEqual([])
  expect(brokenBy({ uses: [use(48_000)], open, disturbed })).toEqual([['retryMs', 38_000]])
})

test('after a quarter of an hour nothing excuses a use', () => {
  const disturbed = [{ from: 0, to: 10_000_000 }]
  expect(brokenBy({ uses: [use(920_000)], disturbed })).toEqual([['hardMs', 910_000]])
})

test('only where a stream was open and undisturbed all along, it is asked how quickly it told', () => {
  const uses = [use(10_300), use(9_000), use(10_900, 'other')]
  expect(lateUses({ ...calm, uses })).toEqual([300])
  expect(lateUses({ ...calm, uses, disturbed: [{ from: 10_100, to: 10_200 }] })).toEqual([])
  expect(
    lateUses({ ...calm, uses, open: new Map([['client', [{ from: 10_200, to: 20_000 }]]]) }),
  ).toEqual([])
})
