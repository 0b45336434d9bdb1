import { Prisma } from '../generated/client'
import type { Session } from '../store/epoch'
import type { Kept } from './keep-keys'
import { qualified, type Table } from './read-table'

/** Removes the rows whose keys the pool has, in the transaction that gave it them. */
export async function removeKept(
  session: Session,
  table: Table,
  kept: readonly Kept[],
): Promise<void> {
  const rows = kept
    .filter(({ result }) => result !== 'id_taken')
    .flatMap(({ group }) => [group.key, ...group.duplicates])
  const places = rows.flatMap(({ rowId }) => rowId ?? [])
  const removed = await session.$executeRaw`
    DELETE FROM ${Prisma.raw(qualified(table))} WHERE ctid = ANY(${places}::text[]::tid[])`
  // Somebody else changed the table after it was read: nothing of this batch is done.
  if (removed !== rows.length) throw new Error('The table aside changed while it was adopted')
}
