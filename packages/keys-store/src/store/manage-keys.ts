import { type CreateKeyInput, type ManagedKey, maskKey } from '@itqan/keys-contract'
import { Prisma } from '../generated/client'
import { bumpEpoch, type Session } from './epoch'

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
  lastError: true,
  createdAt: true,
} as const

export async function listManagedKeys(session: Session): Promise<ManagedKey[]> {
  const rows = await session.apiKey.findMany({
    select: managedColumns,
    orderBy: [{ provider: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({
    ...row,
    usageCount: Number(row.usageCount),
    errorCount: Number(row.errorCount),
  }))
}

/** @returns `null` when the provider has this key already. */
export async function createKey(
  session: Session,
  input: CreateKeyInput,
): Promise<{ id: string } | null> {
  try {
    return await session.apiKey.create({
      data: { ...input, maskedKey: maskKey(input.key), revision: await bumpEpoch(session) },
      select: { id: true },
    })
  } catch (error) {
    if (isCode(error, 'P2002')) return null
    throw error
  }
}

export async function setKeyActive(
  session: Session,
  { keyId, isActive }: { keyId: string; isActive: boolean },
): Promise<boolean> {
  const revision = await bumpEpoch(session)
  const { count } = await session.apiKey.updateMany({
    where: { id: keyId },
    data: { isActive, revision },
  })
  return count > 0
}

export async function removeKey(session: Session, keyId: string): Promise<boolean> {
  const revision = await bumpEpoch(session)
  const [row] = await session.$queryRaw<{ provider: string }[]>`
    DELETE FROM "api_keys" WHERE "id" = ${keyId} RETURNING "provider"`
  if (!row) return false
  await session.removedKey.create({ data: { keyId, provider: row.provider, revision } })
  return true
}

export async function resetKeyErrors(session: Session, keyId: string): Promise<boolean> {
  const revision = await bumpEpoch(session)
  const { count } = await session.apiKey.updateMany({
    where: { id: keyId },
    data: { errorCount: 0, lastError: null, revision },
  })
  await session.cooldown.deleteMany({ where: { target: keyId } })
  return count > 0
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code
}
