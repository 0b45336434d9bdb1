import type { ListInput, ListOutput, PooledKey } from '@itqan/keys-contract'
import { readCooldowns } from './cooldowns'
import { readEpoch, type Session } from './epoch'

/** What a key's row must give an app. Named one by one: nothing else may leave. */
const pooledColumns = {
  id: true,
  provider: true,
  name: true,
  key: true,
  usageCount: true,
  errorCount: true,
  lastUsedAt: true,
  quotaPool: true,
} as const

type PooledRow = Omit<PooledKey, 'usageCount' | 'errorCount'> & {
  usageCount: bigint
  errorCount: bigint
}

/** Answers `list`. The epoch is read first: what follows is at least as new as it says. */
export async function listKeys(session: Session, input: ListInput): Promise<ListOutput> {
  const epoch = Number(await readEpoch(session))
  const cooldowns = await readCooldowns(session, input.provider)
  if (input.since === undefined) {
    const rows = await readActive(session, input)
    return { epoch, keys: rows.map(toPooledKey), removed: [], cooldowns }
  }
  if (input.since === epoch) return { epoch, keys: [], removed: [], cooldowns }
  // A caller ahead of us has seen another database: it gets everything, as if new.
  const since = input.since > epoch ? 0 : input.since
  const rows = await readActive(session, { ...input, since })
  const removed = await readRemoved(session, { ...input, since })
  return { epoch, keys: rows.map(toPooledKey), removed, cooldowns }
}

function readActive(session: Session, input: ListInput): Promise<PooledRow[]> {
  return session.apiKey.findMany({
    where: { isActive: true, ...changedSince(input) },
    select: pooledColumns,
    orderBy: [{ errorCount: 'asc' }, { usageCount: 'asc' }, { id: 'asc' }],
  })
}

async function readRemoved(session: Session, input: ListInput): Promise<string[]> {
  const inactive = await session.apiKey.findMany({
    where: { isActive: false, ...changedSince(input) },
    select: { id: true },
  })
  const deleted = await session.removedKey.findMany({
    where: changedSince(input),
    select: { keyId: true },
  })
  return [...inactive.map((row) => row.id), ...deleted.map((row) => row.keyId)]
}

function changedSince({ provider, since }: ListInput) {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(since === undefined ? {} : { revision: { gt: since } }),
  }
}

function toPooledKey(row: PooledRow): PooledKey {
  return { ...row, usageCount: Number(row.usageCount), errorCount: Number(row.errorCount) }
}
