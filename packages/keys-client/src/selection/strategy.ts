import { type KeyState, loadOf } from './key-state'

/** How the best of the eligible keys is found. Less is better; what is equal is taken at random. */
export interface Strategy {
  first(state: KeyState): number
  then(state: KeyState): number
}

/**
 * - `least-errors`: fewest recent errors, then least used for its weight. The default.
 * - `least-used`: least used for its weight, errors or not.
 * - `round-robin`: the one whose turn it is. A key of weight 2 has two turns a round, far apart.
 */
export type StrategyName = 'least-errors' | 'least-used' | 'round-robin'

export const strategies: Record<StrategyName, Strategy> = {
  'least-errors': { first: (state) => state.level, then: loadOf },
  'least-used': { first: () => 0, then: loadOf },
  'round-robin': { first: (state) => state.due, then: (state) => state.lastTake },
}
