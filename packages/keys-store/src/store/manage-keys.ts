import { randomUUID } from 'node:crypto'
import { type CreateKeyInput, type ManagedKey, maskKey, outcomeSchema } from '@itqan/keys-contract'
import type { Restriction } from '@itqan/keys-router'
import { fingerprints, type Keyring, type SealedColumns, sealKey } from '../keyring'
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

const changedColumns = { id: true, provider: true } as const

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

/** A key that is ready to be stored, and what the same key may be stored as. */
interface NewKey {
  row: { id: string; provider: string; name: string; maskedKey: string } & SealedColumns
  fingerprints: string[]
}

/** What a change was about. */
export interface ChangedKey {
  id: string
  provider: string
}

/** Seals a key for a row of its own. Apart from the transaction: whoever holds the KEK may be slow. */
export async function prepareKey(keyring: Keyring, input: CreateKeyInput): Promise<NewKey> {
  const { key, ...rest } = input
  const row = { ...rest, id: randomUUID(), maskedKey: maskKey(key) }
  return {
    row: { ...row, ...(await sealKey(keyring, row, key)) },
    fingerprints: await fingerprints(keyring, input),
  }
}

/** @returns `null` when the provider has this key already. */
export async function createKey(session: Session, prepared: NewKey): Promise<ChangedKey | null> {
  // Nobody else adds or seals a key until the end of the transaction.
  await lockEpoch(session)
  const { provider } = prepared.row
  const where = { provider, fingerprint: { in: prepared.fingerprints } }
  if (await session.apiKey.findFirst({ where, select: { id: true } })) return null
  return session.apiKey.create({
    data: { ...prepared.row, revision: await bumpEpoch(session) },
    select: changedColumns,
  })
}

export async function setKeyActive(
  session: Session,
  { keyId, isActive }: { keyId: string; isActive: boolean },
): Promise<ChangedKey | null> {
  const key = await find(session, keyId)
  if (!key) return null
  const revision = await bumpEpoch(session)
  // From here on it is a person's word, and refusals are counted anew.
  const { count } = await session.apiKey.updateMany({
    where: { id: keyId },
    data: { isActive, revision, ...trusted, ...(isActive && { enabledAt: new Date() }) },
  })
  if (isActive) await liftRefusal(session, { keyId, revision })
  return count > 0 ? key : null
}

export async function removeKey(session: Session, keyId: string): Promise<ChangedKey | null> {
  if (!(await find(session, keyId))) return null
  const revision = await bumpEpoch(session)
  const [row] = await session.$queryRaw<ChangedKey[]>`
    DELETE FROM "api_keys" WHERE "id" = ${keyId} RETURNING "id", "provider"`
  if (!row) return null
  await removeCooldowns(session, keyId)
  await session.removedKey.create({ data: { keyId, provider: row.provider, revision } })
  // No client's snapshot is that old.
  await session.$executeRaw`
    DELETE FROM "removed_keys" WHERE "removedAt" < now() - interval '30 days'`
  return row
}

export async function resetKeyErrors(
  session: Session,
  { keyId, provider = null }: { keyId: string } & Partial<Restriction>,
): Promise<ChangedKey | null> {
  const found = await find(session, keyId)
  if (!found || (provider !== null && provider !== found.provider)) return null
  const revision = await bumpEpoch(session)
  const [key] = await session.apiKey.updateManyAndReturn({
    where: { id: keyId },
    data: { ...noErrors, revision },
    select: { id: true, provider: true, quotaPool: true },
  })
  if (!key) return null
  // Why a provider switched a key off is said until a person switches it.
  await session.apiKey.updateMany({
    where: { id: keyId, isDisabledByProvider: false },
    data: noFailure,
  })
  await liftCooldowns(session, { key, revision })
  return key
}

// Asked first, so that a wrong id moves no epoch.
function find(session: Session, id: string): Promise<ChangedKey | null> {
  return session.apiKey.findUnique({ where: { id }, select: changedColumns })
}
