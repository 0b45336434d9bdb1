import type { Contest } from '../contest/contest'
import { selectionContests } from './selection'
import { withKeyContests } from './with-key'

/** Every row, in the order of the table. */
export const contests: readonly Contest[] = [...selectionContests, ...withKeyContests]
