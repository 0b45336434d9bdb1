import type { Database } from '../database'

/** How many rows one key-encryption key holds. */
export interface KekRows {
  /** `null`: in clear. */
  kekId: string | null
  rows: number
}

/** Which key-encryption keys the stored keys need, by id; those in clear last. */
export async function rowsByKek({ prisma }: Database): Promise<KekRows[]> {
  const groups = await prisma.apiKey.groupBy({
    by: ['kekId'],
    _count: true,
    orderBy: { kekId: { sort: 'asc', nulls: 'last' } },
  })
  return groups.map(({ kekId, _count: rows }) => ({ kekId, rows }))
}
