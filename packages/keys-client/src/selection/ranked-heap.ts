/** What a heap holds: each has a slot of its own, a small number that is reused, and a rank. */
export interface Ranked {
  slot: number
  /** The rank: `first`, then `then`, then `tie`; the least is on top. */
  first: number
  then: number
  tie: number
}

/** The least of a changing set, in O(log n) a change. */
export interface RankedHeap<T extends Ranked> {
  readonly size: number
  peek(): T | undefined
  has(item: T): boolean
  add(item: T): void
  remove(item: T): void
  /** To be called for an item whose rank has changed. */
  update(item: T): void
}

/** Children of a node: with four, a change climbs half the levels, and brothers lie side by side. */
const BRANCHES = 4

const FEW = 16

/**
 * A heap that knows where each of its items stands. Ranks are kept beside each other, and no item is
 * looked at on the way: of ten thousand keys few are in the processor's cache.
 */
export function createRankedHeap<T extends Ranked>(): RankedHeap<T> {
  let size = 0
  /** In the order of the heap: the ranks, and whose they are. */
  let firsts = new Float64Array(FEW)
  let thens = new Float64Array(FEW)
  let ties = new Float64Array(FEW)
  let slots = new Int32Array(FEW)
  /** By slot: the item, and its place in the heap. */
  const items: (T | undefined)[] = []
  let places = new Int32Array(FEW)

  /** Whether an item goes before the one at a place. */
  function isBefore({ first, then, tie }: T, place: number): boolean {
    const otherFirst = firsts[place] as number
    if (first !== otherFirst) return first < otherFirst
    const otherThen = thens[place] as number
    if (then !== otherThen) return then < otherThen
    return tie < (ties[place] as number)
  }

  /** The place of the one that goes before its brothers. */
  function leastOf(eldest: number): number {
    const end = Math.min(eldest + BRANCHES, size)
    let least = eldest
    for (let other = eldest + 1; other < end; other += 1) {
      if (isBeforeBrother(other, least)) least = other
    }
    return least
  }

  function isBeforeBrother(place: number, other: number): boolean {
    if (firsts[place] !== firsts[other])
      return (firsts[place] as number) < (firsts[other] as number)
    if (thens[place] !== thens[other]) return (thens[place] as number) < (thens[other] as number)
    return (ties[place] as number) < (ties[other] as number)
  }

  function move(from: number, to: number): void {
    firsts[to] = firsts[from] as number
    thens[to] = thens[from] as number
    ties[to] = ties[from] as number
    const slot = slots[from] as number
    slots[to] = slot
    places[slot] = to
  }

  /** @returns the place that is left free for the item. */
  function rise(item: T, start: number): number {
    let place = start
    while (place > 0) {
      const up = (place - 1) >> 2
      if (!isBefore(item, up)) break
      move(up, place)
      place = up
    }
    return place
  }

  function sink(item: T, start: number): number {
    let place = start
    for (;;) {
      const eldest = BRANCHES * place + 1
      if (eldest >= size) return place
      const least = leastOf(eldest)
      if (isBefore(item, least)) return place
      move(least, place)
      place = least
    }
  }

  function settle(item: T, start: number): void {
    const risen = rise(item, start)
    const place = risen === start ? sink(item, start) : risen
    firsts[place] = item.first
    thens[place] = item.then
    ties[place] = item.tie
    slots[place] = item.slot
    places[item.slot] = place
  }

  function makeRoom(slot: number): void {
    if (size === slots.length) {
      firsts = grown(firsts, new Float64Array(2 * size))
      thens = grown(thens, new Float64Array(2 * size))
      ties = grown(ties, new Float64Array(2 * size))
      slots = grown(slots, new Int32Array(2 * size))
    }
    if (slot >= places.length) places = grown(places, new Int32Array(2 * slot))
  }

  /** Slots are reused: what stands there may be another item. */
  const has = (item: T) => items[item.slot] === item

  return {
    get size() {
      return size
    },
    peek: () => (size > 0 ? items[slots[0] as number] : undefined),
    has,
    add(item) {
      if (has(item)) return
      makeRoom(item.slot)
      items[item.slot] = item
      size += 1
      settle(item, size - 1)
    },
    remove(item) {
      if (!has(item)) return
      const place = places[item.slot] as number
      items[item.slot] = undefined
      size -= 1
      const last = items[slots[size] as number]
      if (place < size && last) settle(last, place)
    },
    update(item) {
      if (has(item)) settle(item, places[item.slot] as number)
    },
  }
}

function grown<A extends Float64Array | Int32Array>(old: A, into: A): A {
  into.set(old)
  return into
}
