import { type Cooldown, maskKey, type PooledKey } from '@itqan/keys-contract'
import type { Change } from '@itqan/keys-router'
import { type Database, sealKey } from '@itqan/keys-store'
import { testKeyring } from '@itqan/keys-store/test-store'

type Prisma = Database['prisma']
type Session = Parameters<Parameters<Prisma['$transaction']>[0]>[0]

/** Writes rows as a test wants them, past the store's own rules. Each change answers its epoch. */
export function createPoolRows({ prisma }: Database) {
  /** One change, as one transaction. */
  const change = (make: (session: Session, revision: bigint) => Promise<unknown>) =>
    prisma.$transaction(async (session) => {
      const { epoch } = await session.keysEpoch.update({
        where: { id: 1 },
        data: { epoch: { increment: 1 } },
      })
      await make(session, epoch)
      return Number(epoch)
    })

  /** These keys and nothing else, at this epoch. */
  const reset = (epoch: number, keys: readonly PooledKey[]) =>
    prisma.$transaction(async (session) => {
      await session.apiKey.deleteMany()
      await session.removedKey.deleteMany()
      await session.cooldown.deleteMany()
      await session.keysEpoch.update({ where: { id: 1 }, data: { epoch } })
      for (const key of keys) await save(session, { key, revision: BigInt(epoch) })
      return epoch
    })

  return {
    begin: (keys: readonly PooledKey[]) => reset(1, keys),
    restore: (epoch: number, keys: readonly PooledKey[]) => reset(epoch, keys),
    put: (keys: readonly PooledKey[]) =>
      change(async (session, revision) => {
        for (const key of keys) await save(session, { key, revision })
      }),
    revoke: (ids: readonly string[]) =>
      change((session, revision) =>
        session.apiKey.updateMany({
          where: { id: { in: [...ids] } },
          data: { isActive: false, revision },
        }),
      ),
    cool: ({ scope, provider, target, model, outcome, until }: Omit<Cooldown, 'revision'>) =>
      change((session, revision) => {
        const id = { scope, provider, target, model: model ?? '' }
        const rest = { outcome, until, longestUntil: until, revision }
        return session.cooldown.upsert({
          where: { scope_provider_target_model: id },
          create: { ...id, ...rest },
          update: rest,
        })
      }),
    async nothingSince(since: number | undefined): Promise<Omit<Change, 'since'>> {
      const { epoch } = await prisma.keysEpoch.findUniqueOrThrow({ where: { id: 1 } })
      return { epoch: since ?? Number(epoch), removed: [], cooldowns: [], hasEdits: false }
    },
  }
}

async function save(
  session: Session,
  { key, revision }: { key: PooledKey; revision: bigint },
): Promise<void> {
  const row = {
    ...key,
    ...(await sealKey(testKeyring, key, key.key)),
    maskedKey: maskKey(key.key),
    recentErrorsAt: new Date(),
    isActive: true,
    revision,
  }
  await session.apiKey.upsert({ where: { id: key.id }, create: row, update: row })
}
