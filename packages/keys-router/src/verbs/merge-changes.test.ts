import type { Cooldown } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import type { Change } from '../ports'
import { mergeChanges, wentBack } from './merge-changes'

const change = (part: Partial<Change>): Change => ({
  since: 1,
  epoch: 2,
  removed: [],
  cooldowns: [],
  hasEdits: false,
  ...part,
})

const rest = (target: string, revision: number): Cooldown => ({
  scope: 'key',
  provider: 'gemini',
  target,
  model: null,
  outcome: 'billing',
  until: new Date(0),
  revision,
})

describe('two changes told as one', () => {
  it('reach from the first beginning to the last end', () => {
    const merged = mergeChanges(change({}), change({ since: 2, epoch: 5 }))
    expect(merged).toEqual(change({ epoch: 5 }))
  })

  it('remove each id once, and keep that there were edits', () => {
    const earlier = change({ removed: ['a', 'b'], hasEdits: true })
    const merged = mergeChanges(earlier, change({ removed: ['b', 'c'] }))
    expect(merged).toMatchObject({ removed: ['a', 'b', 'c'], hasEdits: true })
  })

  it('keep the later word on each thing at rest', () => {
    const earlier = change({ cooldowns: [rest('a', 2), rest('b', 2)] })
    const merged = mergeChanges(earlier, change({ cooldowns: [rest('a', 3)] }))
    expect(merged.cooldowns).toEqual([rest('a', 3), rest('b', 2)])
  })

  it('forget all that was told of a database that then went back in time', () => {
    const back = change({ since: 9, epoch: 4, hasEdits: true })
    expect(mergeChanges(change({ removed: ['a'] }), back)).toEqual(back)
  })

  it('still say that it went back when it has since passed where it was', () => {
    const back = change({ since: 9, epoch: 4, hasEdits: true })
    const merged = mergeChanges(back, change({ since: 4, epoch: 12, removed: ['a'] }))
    expect(merged).toMatchObject({ epoch: 12, removed: ['a'], hasEdits: true })
    expect(wentBack(merged)).toBe(true)
  })
})
