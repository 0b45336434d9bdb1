import type { ListInput, ListOutput, PooledKey } from '@itqan/keys-contract'
import { readCooldowns } from './cooldowns'
import { readEpoch, type Session } from './epoch'
import { decayedErrors, type RecentErrors } from './recent-errors'

/** What a key's row must give an app. Named one by one: nothing else may leave. */
const pooledColumns = {
  id: true,
  provider: true,
  name: true,
  key: true,
  usageCount: true,
  errorCount: true,
  recentErrors: true,
  recentErrorsAt: true,
  lastUsedAt: true,
  quotaPool: true,
} as const

type PooledRow = Omit<PooledKey, 'usageCount' | 'errorCount' | 'recentErrors'> &
  RecentErrors & { usageCount: bigint; errorCount: bigint }

/** Answers `list`. The epoch is read first: what follows is at least as new as it says. */
export async function listKeys(session: Session, input: ListInput): Promise<ListOutput> {
  const epoch = Number(await readEpoch(session))
  // A caller ahead of us has seen another database: it gets everything, as if new.
  const isAhead = input.since !== undefined && input.since > epoch
  const providers = input.provider === undefined ? undefined : [input.provider]
  const since = isAhead ? undefined : input.since
  const cooldowns = await readCooldowns(session, { providers, since })
  if (since === epoch) return { epoch, keys: [], removed: [], cooldowns }
  const rows = await readActive(session, { ...input, since })
  const removed =
    input.since === undefined ? [] : await readRemoved(session, { ...input, since: since ?? 0 })
  const now = new Date()
  return { epoch, keys: rows.map((row) => toPooledKey(row, now)), removed, cooldowns }
}

/** Which keys to look at: `list`'s input, or the part of it that is wanted. */
interface Scope {
  provider?: string | undefined
  since?: number | undefined
}

function readActive(session: Session, input: Scope): Promise<PooledRow[]> {
  return session.apiKey.findMany({
    where: { isActive: true, ...changedSince(input) },
    select: pooledColumns,
    orderBy: [{ errorCount: 'asc' }, { usageCount: 'asc' }, { id: 'asc' }],
  })
}

/** Ids that are inactive or gone. */
export async function readRemoved(session: Session, input: Scope): Promise<string[]> {
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

function changedSince({ provider, since }: Scope) {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(since === undefined ? {} : { revision: { gt: since } }),
  }
}

function toPooledKey(row: PooledRow, now: Date): PooledKey {
  const { recentErrorsAt, ...rest } = row
  return {
    ...rest,
    usageCount: Number(row.usageCount),
    errorCount: Number(row.errorCount),
    recentErrors: decayedErrors({ recentErrors: row.recentErrors, recentErrorsAt }, now),
  }
}
