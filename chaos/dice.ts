/** Randomness that a seed repeats. */
export interface Dice {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform between two numbers. */
  between(least: number, most: number): number
  /** One of them. Throws when there is none. */
  pick<T>(all: readonly T[]): T
  shuffled<T>(all: readonly T[]): T[]
}

/** Mulberry32: small, and good enough to choose what breaks next. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (least, most) => least + (most - least) * next(),
    pick(all) {
      const chosen = all[Math.floor(next() * all.length)]
      if (chosen === undefined) throw new Error('There is nothing to choose from')
      return chosen
    },
    shuffled: (all) =>
      all
        .map((one) => ({ one, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ one }) => one),
  }
}
