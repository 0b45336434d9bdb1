import type { Contest } from '../contest/contest'
import { costContests } from './cost'
import { listsContests } from './lists'
import { reportsContests } from './reports'
import { revocationContests } from './revocation'
import { staleContests } from './stale'

/** Every row, in the order of the table. */
export const contests: readonly Contest[] = [
  ...staleContests,
  ...listsContests,
  ...reportsContests,
  ...revocationContests,
  ...costContests,
]
