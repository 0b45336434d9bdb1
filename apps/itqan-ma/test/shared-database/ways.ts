import { inProcessWay, type Way } from '@itqan/keys-client/test-harness'
import { openStoredPool } from './stored-pool'

/** Stands in for the client's own ways: its contract is driven over option B's real store. */
export const ways: readonly Way[] = [
  inProcessWay('a link in process to the shared database', openStoredPool),
]
