import { type CreateKeyInput, type ManagedKey, maskKey, outcomeSchema } from '@itqan/keys-contract'
import { liftCooldowns, liftRefusal, removeCooldowns } from './cooldowns'
import { bumpEpoch, lockEpoch, type Session } from './epoch'

/** What a page may see. `key` is not among it: the mask was made when the key was added. */
const managedColumns = {
  id: true,
  provider: true,
  name: true,
  maskedKey: true,
  isActive: true,
  usageCount: true,
  errorCount: true,
  lastUsedAt: true,
  lastFailure: true,
  lastError: true,
  isDisabledByProvider: true,
  createdAt: true,
} as const

const trusted = { invalidReports: 0, isDisabledByProvider: false } as const

const noErrors = {
  errorCount: 0,
  recentErrors: 0,
  recentErrorsAt: null,
  invalidReports: 0,
} as const

const noFailure = { lastFailure: null, lastFailureAt: null, lastError: null } as const

export async function listManagedKeys(session: Session): Promise<ManagedKey[]> {
  const rows = await session.apiKey.findMany({
    select: managedColumns,
    orderBy: [{ provider: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({
    ...row,
    usageCount: Number(row.usageCount),
    errorCount: Number(row.errorCount),
    lastFailure: outcomeSchema.nullable().parse(row.lastFailure),
  }))
}

/** @returns `null` when the provider has this key already. */
export async function createKey(
  session: Session,
  input: CreateKeyInput,
): Promise<{ id: string } | null> {
  // Looked up, not tried: a violated index puts the key in clear into PostgreSQL's own log.
  await lockEpoch(session)
  const { provider, key } = input
  if (await session.apiKey.findFirst({ where: { provider, key }, select: { id: true } }))
    return null
  return session.apiKey.create({
    data: { ...input, maskedKey: maskKey(key), revision: await bumpEpoch(session) },
    select: { id: true },
  })
}

export async function setKeyActive(
  session: Session,
  { keyId, isActive }: { keyId: string; isActive: boolean },
): Promise<boolean> {
  if (!(await exists(session, keyId))) return false
  const revision = await bumpEpoch(session)
  // From here on it is a person's word, and refusals are counted anew.
  const { count } = await session.apiKey.updateMany({
    where: { id: keyId },
    data: { isActive, revision, ...trusted, ...(isActive && { enabledAt: new Date() }) },
  })
  if (isActive) await liftRefusal(session, { keyId, revision })
  return count > 0
}

export async function removeKey(session: Session, keyId: string): Promise<boolean> {
  if (!(await exists(session, keyId))) return false
  const revision = await bumpEpoch(session)
  const [row] = await session.$queryRaw<{ provider: string }[]>`
    DELETE FROM "api_keys" WHERE "id" = ${keyId} RETURNING "provider"`
  if (!row) return false
  await removeCooldowns(session, keyId)
  await session.removedKey.create({ data: { keyId, provider: row.provider, revision } })
  // No client's snapshot is that old.
  await session.$executeRaw`
    DELETE FROM "removed_keys" WHERE "removedAt" < now() - interval '30 days'`
  return true
}

export async function resetKeyErrors(session: Session, keyId: string): Promise<boolean> {
  if (!(await exists(session, keyId))) return false
  const revision = await bumpEpoch(session)
  const [key] = await session.apiKey.updateManyAndReturn({
    where: { id: keyId },
    data: { ...noErrors, revision },
    select: { id: true, provider: true, quotaPool: true },
  })
  if (!key) return false
  // Why a provider switched a key off is said until a person switches it.
  await session.apiKey.updateMany({
    where: { id: keyId, isDisabledByProvider: false },
    data: noFailure,
  })
  await liftCooldowns(session, { key, revision })
  return true
}

// Asked first, so that a wrong id moves no epoch.
async function exists(session: Session, id: string): Promise<boolean> {
  return (await session.apiKey.count({ where: { id } })) > 0
}
