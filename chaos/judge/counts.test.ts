import { expect, test } from 'vitest'
import { judgeCounts, unsentBefore } from './counts'

const use = (keyId: string, at: number | null = 1_000, run = 'client-1.1') => ({ keyId, at, run })

test('what was used and is stored is right', () => {
  const uses = [use('a'), use('a'), use('b')]
  const stored = new Map([
    ['a', 2],
    ['b', 1],
    ['never used', 0],
  ])
  expect(judgeCounts({ uses, stored, killed: [] })).toMatchObject({ used: 3, stored: 3, wrong: [] })
})

test('one use that is not stored is found, and named by its key', () => {
  const verdict = judgeCounts({
    uses: [use('a'), use('a')],
    stored: new Map([['a', 1]]),
    killed: [],
  })
  expect(verdict.wrong).toEqual([{ keyId: 'a', used: 2, stored: 1, allowed: 0 }])
})

test('one use that is stored twice is found, even where another key lost one', () => {
  const stored = new Map([
    ['a', 2],
    ['b', 0],
  ])
  const {
    wrong,
    used,
    stored: sum,
  } = judgeCounts({ uses: [use('a'), use('b')], stored, killed: [] })
  expect(used).toBe(sum)
  expect(wrong.map(({ keyId }) => keyId)).toEqual(['a', 'b'])
})

test('a use of a key that no client knows of is found', () => {
  const { wrong } = judgeCounts({ uses: [], stored: new Map([['a', 1]]), killed: [] })
  expect(wrong).toHaveLength(1)
})

test('a killed process may lose what it could not send any more, and no use from before', () => {
  const killed = [{ run: 'client-1.1', unsent: { from: 5_000, to: 7_200 } }]
  const uses = [use('a', 1_000), use('a', 6_000), use('a', null), use('a', 6_000, 'client-2.1')]
  const lost = (count: number) => judgeCounts({ uses, stored: new Map([['a', 4 - count]]), killed })
  expect(lost(2)).toMatchObject({ lostWithKill: 2, allowed: 2, wrong: [] })
  expect(lost(3)).toMatchObject({ lostWithKill: 0, wrong: [{ keyId: 'a', allowed: 2 }] })
})

test('one flush may be unsent, and all that an outage just before held back', () => {
  expect(unsentBefore(100_000, [])).toEqual({ from: 97_800, to: 100_000 })
  const outages = [
    { from: 60_000, to: 62_000 },
    { from: 80_000, to: 84_000 },
    { from: 88_000, to: 91_000 },
  ]
  expect(unsentBefore(100_000, outages)).toEqual({ from: 77_800, to: 100_000 })
})
