/** One simulated stretch of time. The same for every policy. */
export interface Scenario {
  seed: number
  keys: number
  /** Calls as a share of what the keys can answer, 1 for all of it. */
  load: number
  minutes: number
  /** The share of projects that are paid for: the others have a tenth of their limits. */
  paid: number
}

/** Half an hour with midnight in Los Angeles in its middle: days that are used up begin anew. */
export const usual: Omit<Scenario, 'seed'> = { keys: 20, load: 0.5, minutes: 30, paid: 0.3 }

/** Apps that share the keys, each a process of its own. */
export const PROCESSES = 3

/** Midnight in Los Angeles, in milliseconds since 1970. */
export const MIDNIGHT = Date.UTC(2026, 5, 16, 7)

export const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS

export const startOf = ({ minutes }: Scenario): number => MIDNIGHT - (minutes / 2) * MINUTE_MS
