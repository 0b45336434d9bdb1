import type { Client } from 'pg'
import type { Database } from '../../database'
import type { Prisma } from '../../generated/client'

/** Runs one statement, over the pool or over a connection of its own. */
export type Ask = <T extends object>(query: Prisma.Sql) => Promise<T[]>

export const askPool =
  ({ prisma }: Database): Ask =>
  (query) =>
    prisma.$queryRaw(query)

export const askClient =
  (client: Client): Ask =>
  async <T extends object>({ text, values }: Prisma.Sql) =>
    (await client.query<T>(text, values)).rows

/** As the driver answers a BIGINT, and as Prisma does. */
export type RawSeq = string | bigint
