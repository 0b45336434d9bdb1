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
}

/** Opens a pool. Connects with the first query, not before. */
export function openDatabase({ url, maxConnections = 10 }: DatabaseOptions): Database {
  const adapter = new PrismaPg({ connectionString: url, max: maxConnections })
  // `minimal`: other formats print a query's values, keys among them.
  const prisma = new PrismaClient({ adapter, errorFormat: 'minimal' })
  const close = () => prisma.$disconnect()
  return { prisma, close, [Symbol.asyncDispose]: close }
}

/** Resolves when the database answers; rejects with the last failure after `timeoutMs`. */
export async function waitForDatabase(database: Database, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    try {
      await database.prisma.$queryRaw`SELECT 1`
      return
    } catch (error) {
      if (Date.now() >= deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
