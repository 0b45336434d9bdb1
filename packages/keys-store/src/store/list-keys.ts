import type { ListInput, ListOutput, PooledKey } from '@itqan/keys-contract'
import type { KeyOpener } from '../keyring'
import { readCooldowns } from './cooldowns'
import { readEpoch, type Session } from './epoch'
import { decayedErrors, type RecentErrors } from './recent-errors'
import { readRemovedKeys } from './removed-keys'

/** What it takes to open a key. */
export const sealedColumns = { id: true, provider: true, key: true, kekId: true } as const

/** What a key's row must give an app. Named one by one: nothing else may leave. */
const pooledColumns = {
  ...sealedColumns,
  name: true,
  usageCount: true,
  errorCount: true,
  recentErrors: true,
  recentErrorsAt: true,
  lastUsedAt: true,
  quotaPool: true,
  weight: true,
} as const

type PooledRow = Omit<PooledKey, 'usageCount' | 'errorCount' | 'recentErrors'> &
  RecentErrors & { usageCount: bigint; errorCount: bigint; kekId: string | null }

/**
 * Answers `list`. The epoch is read first: what follows is at least as new as it says. A key that cannot
 * be opened is left out; to a caller that may have it from before, it is removed.
 */
export async function listKeys(
  session: Session,
  input: ListInput,
  opener: KeyOpener,
): Promise<ListOutput> {
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
  const opened = await opener.open(rows)
  const now = new Date()
  const keys = rows.flatMap((row) => {
    const key = opened.get(row.id)
    return key === undefined ? [] : [toPooledKey(row, { key, now })]
  })
  const shut = rows.filter(({ id }) => !opened.has(id)).map(({ id }) => id)
  return { epoch, keys, removed: input.since === undefined ? [] : [...removed, ...shut], cooldowns }
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

/** Ids that are inactive, or gone from the provider. */
export async function readRemoved(session: Session, input: Scope): Promise<string[]> {
  const inactive = await session.apiKey.findMany({
    where: { isActive: false, ...changedSince(input) },
    select: { id: true },
  })
  return [...inactive.map((row) => row.id), ...(await readRemovedKeys(session, input))]
}

function changedSince({ provider, since }: Scope) {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(since === undefined ? {} : { revision: { gt: since } }),
  }
}

function toPooledKey(row: PooledRow, { key, now }: { key: string; now: Date }): PooledKey {
  const { recentErrorsAt, kekId: _sealedBy, ...rest } = row
  return {
    ...rest,
    key,
    usageCount: Number(row.usageCount),
    errorCount: Number(row.errorCount),
    recentErrors: decayedErrors({ recentErrors: row.recentErrors, recentErrorsAt }, now),
  }
}
