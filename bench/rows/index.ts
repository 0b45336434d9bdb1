import type { Contest } from '../contest/contest'
import { simulationContests } from './simulation'

/** Every row, in the order of the table. */
export const contests: readonly Contest[] = [...simulationContests]
