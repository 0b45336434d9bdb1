import type { Contest } from '../contest/contest'

/** Every row, in the order of the table. */
export const contests: readonly Contest[] = []
