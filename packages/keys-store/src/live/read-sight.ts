import { cooldownIdentity, type CooldownTarget } from '@itqan/keys-contract'
import { readEpoch, type Session } from '../store/epoch'
import { readRemovedKeys } from '../store/removed-keys'

/** Longer than a transaction may take: what it wrote is dated from its beginning. */
const WINDOW = '30 seconds'

/** What can be seen of changes at a moment, without reading a key's row whole. */
export interface Sight {
  epoch: bigint
  /** Of keys that were written lately, which version of their row stands. */
  versions: Map<string, string>
  /** What rests, by its identity. */
  rests: Map<string, SeenRest>
  /** Ids of keys that were removed since: not of those that moved, or are back. */
  removed: string[]
}

export interface SeenRest extends CooldownTarget {
  until: Date
  outcome: string
}

/** @param since the epoch of the sight before. */
export async function readSight(session: Session, since: bigint | null): Promise<Sight> {
  // First: what follows is at least as new as it says.
  const epoch = await readEpoch(session)
  const known = since ?? epoch
  // No index leads to `updatedAt`: with one, each count of a use would have to write it, too.
  const rows = await session.$queryRaw<{ id: string; version: string }[]>`
    SELECT "id", xmin::text AS "version" FROM "api_keys"
    WHERE "updatedAt" > now() - ${WINDOW}::interval OR "revision" > ${known}`
  const rests = await session.cooldown.findMany({
    where: { until: { gt: new Date() } },
    select: { scope: true, provider: true, target: true, model: true, until: true, outcome: true },
  })
  return {
    epoch,
    versions: new Map(rows.map(({ id, version }) => [id, version])),
    rests: new Map(rests.map((row) => [cooldownIdentity(row as CooldownTarget), row as SeenRest])),
    removed: await readRemovedKeys(session, { since: Number(known) }),
  }
}
