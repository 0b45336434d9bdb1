import { cooldownIdentity } from '@itqan/keys-contract'
import type { Change } from '../ports'

/** Two changes, one after the other, as one: of two rests of one thing the later told holds. */
export function mergeChanges(earlier: Change, later: Change): Change {
  // What was told of a database that went back in time holds no more.
  if (wentBack(later)) return later
  const cooldowns = [...earlier.cooldowns, ...later.cooldowns]
  return {
    // A step back stays one, also when the database has since passed where it was.
    since: wentBack(earlier) ? Math.max(earlier.since, later.epoch + 1) : earlier.since,
    epoch: later.epoch,
    removed: [...new Set([...earlier.removed, ...later.removed])],
    cooldowns: [...new Map(cooldowns.map((rest) => [cooldownIdentity(rest), rest])).values()],
    hasEdits: earlier.hasEdits || later.hasEdits,
  }
}

/** Whether the database is another than the one that `since` was read from. */
export function wentBack({ since, epoch }: Pick<Change, 'since' | 'epoch'>): boolean {
  return epoch < since
}
