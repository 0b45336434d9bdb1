import type { DrainTimes } from '@itqan/life-cycle'

/**
 * Longer than a brief takes: what is being written when the server is told to stop is read to its end,
 * and counted. Without a visitor it is over with the grace.
 */
export const drainTimes: DrainTimes = { graceMs: 1_000, callsMs: 25_000, endMs: 28_000 }
