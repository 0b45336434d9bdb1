import type { Contest } from '../contest/contest'
import { costContests } from './cost'
import { revocationContests } from './revocation'

/** Every row, in the order of the table. */
export const contests: readonly Contest[] = [...revocationContests, ...costContests]
