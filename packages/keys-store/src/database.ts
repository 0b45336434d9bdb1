import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

/** The one door to PostgreSQL. Prisma stays behind it. */
export interface Database extends AsyncDisposable {
  readonly prisma: PrismaClient
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `postgresql://…` */
  url: string
  /** Most connections at once. Default 10. */
  maxConnections?: number
  /** A query without an answer fails after this time, and its connection is given up. Default never. */
  queryTimeoutMs?: number
}

/** A server that accepts and says nothing is given up after this time. */
const CONNECT_TIMEOUT_MS = 10_000

/** Opens a pool. Connects with the first query, not before. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, maxConnections = 10, queryTimeoutMs } = options
  const adapter = new PrismaPg({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(queryTimeoutMs !== undefined && { query_timeout: queryTimeoutMs }),
  })
  // `minimal`: other formats print a query's values, keys among them.
  const prisma = new PrismaClient({ adapter, errorFormat: 'minimal' })
  const close = () => prisma.$disconnect()
  return { prisma, close, [Symbol.asyncDispose]: close }
}
