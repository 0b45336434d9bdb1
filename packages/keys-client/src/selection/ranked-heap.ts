/** What a heap holds: each has a slot of its own, a small number that is reused. */
export interface Slotted {
  slot: number
}

/** The least of a changing set, in O(log n) a change. */
export interface RankedHeap<T extends Slotted> {
  readonly size: number
  peek(): T | undefined
  has(item: T): boolean
  add(item: T): void
  remove(item: T): void
  /** To be called for an item whose rank has changed. */
  update(item: T): void
}

/** A binary heap that knows where each of its items stands. */
export function createRankedHeap<T extends Slotted>(
  isBefore: (a: T, b: T) => boolean,
): RankedHeap<T> {
  const items: T[] = []
  /** By slot: the index in `items`, or -1. */
  const places: number[] = []

  function put(item: T, index: number): void {
    items[index] = item
    places[item.slot] = index
  }

  function rise(item: T, start: number): number {
    let index = start
    while (index > 0) {
      const up = (index - 1) >> 1
      const parent = items[up]
      if (parent === undefined || !isBefore(item, parent)) break
      put(parent, index)
      index = up
    }
    return index
  }

  function sink(item: T, start: number): number {
    let index = start
    for (;;) {
      let down = 2 * index + 1
      let child = items[down]
      if (child === undefined) return index
      const other = items[down + 1]
      if (other !== undefined && isBefore(other, child)) {
        child = other
        down += 1
      }
      if (!isBefore(child, item)) return index
      put(child, index)
      index = down
    }
  }

  const settle = (item: T, index: number) => {
    const risen = rise(item, index)
    put(item, risen === index ? sink(item, index) : risen)
  }
  /** Slots are reused: what stands there may be another item. */
  function placeOf(item: T): number {
    const index = places[item.slot] ?? -1
    return items[index] === item ? index : -1
  }

  return {
    get size() {
      return items.length
    },
    peek: () => items[0],
    has: (item) => placeOf(item) >= 0,
    add(item) {
      if (placeOf(item) >= 0) return
      items.push(item)
      settle(item, items.length - 1)
    },
    remove(item) {
      const index = placeOf(item)
      if (index < 0) return
      places[item.slot] = -1
      const last = items.pop()
      if (last !== undefined && last !== item) settle(last, index)
    },
    update(item) {
      const index = placeOf(item)
      if (index >= 0) settle(item, index)
    },
  }
}
