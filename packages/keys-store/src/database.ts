import { PrismaPg } from '@prisma/adapter-pg'
import { Client, type ClientConfig } from 'pg'
import { PrismaClient } from './generated/client'
import { openPool } from './open-pool'

/** The one door to PostgreSQL. Prisma stays behind it. */
export interface Database extends AsyncDisposable {
  readonly prisma: PrismaClient
  /** A connection beside the pool, not yet open: for what must not wait behind the pool's queries. */
  connection(config: Omit<ClientConfig, 'connectionString'>): Client
  /** For good: whatever is asked later fails. Closing twice is fine. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `postgresql://…` */
  url: string
  /** Most connections at once. Default 10. */
  maxConnections?: number
  /**
   * A query without an answer fails after this time, and its connection is given up; the server gives a
   * statement up after a quarter of it. Default never.
   */
  queryTimeoutMs?: number
  /** A connection that nobody used for this time is given back. Default 10 s. */
  idleTimeoutMs?: number
}

/** Opens a pool. Connects with the first query, not before. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, maxConnections = 10, queryTimeoutMs, idleTimeoutMs } = options
  const pool = openPool({ url, maxConnections, queryTimeoutMs, idleTimeoutMs })
  // `minimal`: other formats print a query's values, keys among them.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' })
  let closed: Promise<unknown> | undefined
  // Prisma would connect again after its own disconnect; an ended pool does not.
  async function close(): Promise<void> {
    closed ??= Promise.all([pool.end(), prisma.$disconnect()])
    await closed
  }
  const connection = (config: ClientConfig) => new Client({ ...config, connectionString: url })
  return { prisma, connection, close, [Symbol.asyncDispose]: close }
}
