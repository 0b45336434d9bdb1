import type { DrainTimes } from '@itqan/life-cycle'

/**
 * Over within 5 s of the signal. A balancer that looks each second has seen by the end of the grace that
 * this process is not ready; a call that is longer than the rest is asked again elsewhere.
 */
export const drainTimes: DrainTimes = { graceMs: 1_000, callsMs: 3_300, endMs: 4_500 }
