import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRankedHeap, type Ranked, type RankedHeap } from './ranked-heap'

const rank = fc.record({
  first: fc.integer({ min: 0, max: 2 }),
  then: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(Infinity)),
  tie: fc.double({ min: 0, max: 1, noNaN: true }),
})
const step = fc.record({
  kind: fc.constantFrom('add', 'remove', 'update', 'replace'),
  slot: fc.integer({ min: 0, max: 60 }),
  rank,
})

const byRank = (a: Ranked, b: Ranked) =>
  a.first - b.first || (a.then === b.then ? a.tie - b.tie : a.then < b.then ? -1 : 1)

interface Step {
  kind: string
  slot: number
  rank: Omit<Ranked, 'slot'>
}

function take(heap: RankedHeap<Ranked>, kept: Map<number, Ranked>, step: Step): void {
  const { kind, slot, rank: given } = step
  const known = kept.get(slot)
  if (kind === 'add' && !known) {
    const item = { slot, ...given }
    kept.set(slot, item)
    heap.add(item)
  } else if (kind === 'remove' && known) {
    kept.delete(slot)
    heap.remove(known)
  } else if (kind === 'update' && known) heap.update(Object.assign(known, given))
  // Another item of the same slot is not the one that is held.
  else heap.remove({ slot, ...given })
}

it('has the least of all on top, whatever was added, changed and taken out', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = createRankedHeap<Ranked>()
      const kept = new Map<number, Ranked>()
      for (const { kind, slot, rank: given } of steps) {
        take(heap, kept, { kind, slot, rank: given })
        expect(heap.size).toBe(kept.size)
        const least = [...kept.values()].toSorted(byRank)[0]
        const top = heap.peek()
        expect(top && { first: top.first, then: top.then, tie: top.tie }).toEqual(
          least && { first: least.first, then: least.then, tie: least.tie },
        )
      }
    }),
  )
})

it('gives items back in their order', () => {
  const heap = createRankedHeap<Ranked>()
  const items = Array.from({ length: 1_000 }, (_, slot) => {
    return { slot, first: slot % 3, then: (slot * 7) % 11, tie: (slot * 613) % 1_000 }
  })
  for (const item of items) heap.add(item)
  const taken: Ranked[] = []
  for (let top = heap.peek(); top; top = heap.peek()) {
    taken.push(top)
    heap.remove(top)
  }
  expect(taken).toEqual(items.toSorted(byRank))
})
