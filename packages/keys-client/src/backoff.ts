interface BackoffOptions {
  /** How many tries have failed in a row, from 1. */
  failures: number
  baseMs: number
  capMs: number
  /** The delay is multiplied by a random factor of this range. */
  jitter: readonly [number, number]
  /** Uniform in [0, 1). */
  random: () => number
}

/** How long to wait after a failure, in milliseconds: doubled each time, capped, then jittered. */
export function backoffDelay({ failures, baseMs, capMs, jitter, random }: BackoffOptions): number {
  const delay = Math.min(baseMs * 2 ** (failures - 1), capMs)
  const [least, most] = jitter
  return delay * (least + (most - least) * random())
}

/** Between tries to reach the dashboard: 1, 2, 4, 8, 16, 30, 30 s, of which at least half. */
export const reconnectBackoff = { baseMs: 1_000, capMs: 30_000, jitter: [0.5, 1] } as const

/** Between tries to deliver one report. Short, so that all is delivered soon after an outage. */
export const deliveryBackoff = { baseMs: 500, capMs: 4_000, jitter: [0.5, 1] } as const

/** Between two tries with a secret that was refused, in milliseconds: 5 min. */
export function refusedPause(random: () => number): number {
  return 5 * 60_000 * (0.9 + 0.1 * random())
}

/** Between two keys when the provider, and not the key, has trouble. */
export const attemptBackoff = { baseMs: 500, capMs: 5_000, jitter: [0.8, 1.2] } as const
