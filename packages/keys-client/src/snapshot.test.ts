import { describe, expect, it } from 'vitest'
import { pooledKey } from '../test/pooled-key'
import { applyList, refreshInput, type Snapshot } from './snapshot'

const snapshotOf = (epoch: number, ids: string[]): Snapshot => ({
  epoch,
  confirmedAt: 0,
  keys: new Map(ids.map((id) => [id, pooledKey(id)])),
})

const answerOf = (epoch: number, ids: string[], removed: string[] = []) => ({
  epoch,
  keys: ids.map((id) => pooledKey(id)),
  removed,
  cooldowns: [],
})

const idsOf = (snapshot: Snapshot) => [...snapshot.keys.keys()]

describe('an answer', () => {
  it('is asked for from the epoch that is known', () => {
    expect(refreshInput('gemini', undefined)).toEqual({ provider: 'gemini' })
    expect(refreshInput('gemini', snapshotOf(7, []))).toEqual({ provider: 'gemini', since: 7 })
  })

  it('to an old request is dropped when the snapshot has moved on meanwhile', () => {
    const snapshot = snapshotOf(5, ['b'])
    const late = applyList({ snapshot, since: 3, answer: answerOf(4, ['a']), now: 1 })
    expect(late).toBe(snapshot)
  })

  it('adds, replaces and removes, and removes last', () => {
    const snapshot = snapshotOf(5, ['a', 'b'])
    const next = applyList({
      snapshot,
      since: 5,
      answer: answerOf(6, ['c', 'd'], ['a', 'd']),
      now: 1,
    })
    expect(idsOf(next)).toEqual(['b', 'c'])
    expect(next).toMatchObject({ epoch: 6, confirmedAt: 1 })
  })

  it('from a database that went back in time replaces everything', () => {
    const snapshot = snapshotOf(40, ['old'])
    const next = applyList({ snapshot, since: 40, answer: answerOf(3, ['restored']), now: 1 })
    expect(idsOf(next)).toEqual(['restored'])
    expect(next.epoch).toBe(3)
  })
})
