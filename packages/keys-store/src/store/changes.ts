import type { Change } from '@itqan/keys-router'
import { readCooldowns } from './cooldowns'
import { readEpoch, type Session } from './epoch'
import { readRemoved } from './list-keys'

/**
 * What came after `since`, of all providers. The epoch is read first: what follows is at least as
 * new as it says.
 */
export async function readChanges(
  session: Session,
  since: number | undefined,
): Promise<Omit<Change, 'since'>> {
  const epoch = Number(await readEpoch(session))
  if (since === undefined || since === epoch) {
    return { epoch, removed: [], cooldowns: [], hasEdits: false }
  }
  if (since > epoch) {
    // The caller has seen another database: all that it knows of keys is in doubt.
    return { epoch, removed: [], cooldowns: await readCooldowns(session, {}), hasEdits: true }
  }
  return {
    epoch,
    removed: await readRemoved(session, { since }),
    cooldowns: await readCooldowns(session, { since }),
    hasEdits: await hasEditsSince(session, since),
  }
}

async function hasEditsSince(session: Session, since: number): Promise<boolean> {
  const where = { isActive: true, revision: { gt: since } }
  return (await session.apiKey.findFirst({ where, select: { id: true } })) !== null
}
