import type { KeyState } from './key-state'

/** How the best of the eligible keys is found. Less is better; what is equal is taken at random. */
export interface Strategy {
  first(state: KeyState): number
  then(state: KeyState): number
}

/**
 * - `least-errors`: fewest recent errors, then least used. The default.
 * - `least-used`: least used, errors or not.
 * - `round-robin`: the one whose last turn is longest ago.
 */
export type StrategyName = 'least-errors' | 'least-used' | 'round-robin'

export const strategies: Record<StrategyName, Strategy> = {
  'least-errors': { first: (state) => state.level, then: (state) => state.uses },
  'least-used': { first: () => 0, then: (state) => state.uses },
  'round-robin': { first: () => 0, then: (state) => state.lastTake },
}
