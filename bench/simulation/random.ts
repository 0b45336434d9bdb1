/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** Uniform in [0, 1). */
  (): number
}

/** @param seed any whole number; neighbours give streams that have nothing in common. */
export function createRandom(seed: number): Random {
  // SplitMix32 (Steele, Lea and Flood 2014, in 32 bits): one addition and a mixing of the bits.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

/** Waits between events that know nothing of each other. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean
}

export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return radius * Math.cos(2 * Math.PI * random())
}

/** Never negative, with a long tail: sizes and durations. `spread` is the deviation of its logarithm. */
export function lognormal(random: Random, { mean, spread }: { mean: number; spread: number }) {
  return mean * Math.exp(spread * normal(random) - (spread * spread) / 2)
}

/** The items in another order, none of them left out. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const left = [...items]
  const taken: T[] = []
  while (left.length > 0) taken.push(...left.splice(Math.floor(random() * left.length), 1))
  return taken
}
