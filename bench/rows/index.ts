import type { Contest } from '../contest/contest'
import { costContests } from './cost'
import { listsContests } from './lists'
import { reportsContests } from './reports'
import { revocationContests } from './revocation'
import { selectionContests } from './selection'
import { simulationContests } from './simulation'
import { staleContests } from './stale'
import { withKeyContests } from './with-key'

/** Every row, in the order of the table. */
export const contests: readonly Contest[] = [
  ...selectionContests,
  ...staleContests,
  ...listsContests,
  ...reportsContests,
  ...withKeyContests,
  ...revocationContests,
  ...simulationContests,
  ...costContests,
]
