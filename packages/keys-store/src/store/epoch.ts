import type { Prisma } from '../generated/client'

/** A transaction, or the client itself. */
export type Session = Prisma.TransactionClient

/**
 * Counts the epoch up and answers the new one. Locks the row until the transaction ends, so epochs
 * become visible in their own order.
 */
export async function bumpEpoch(session: Session): Promise<bigint> {
  const { epoch } = await session.keysEpoch.update({
    where: { id: 1 },
    data: { epoch: { increment: 1 } },
  })
  return epoch
}

/** Makes other writers wait until the transaction ends, and answers the epoch that stands. */
export async function lockEpoch(session: Session): Promise<bigint> {
  const [row] = await session.$queryRaw<{ epoch: bigint }[]>`
    SELECT "epoch" FROM "keys_epoch" WHERE "id" = 1 FOR UPDATE`
  if (!row) throw new Error('The keys_epoch row is missing')
  return row.epoch
}

/** Each list rests on it: as a statement of its own it is half the work of Prisma's model. */
export async function readEpoch(session: Session): Promise<bigint> {
  const [row] = await session.$queryRaw<{ epoch: bigint }[]>`
    SELECT "epoch" FROM "keys_epoch" WHERE "id" = 1`
  if (!row) throw new Error('The keys_epoch row is missing')
  return row.epoch
}
