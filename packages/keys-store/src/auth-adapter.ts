import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { Database } from './database'

/** Keeps the dashboard's people and sessions in the same database, for Better Auth. */
export function createAuthAdapter(database: Database) {
  return prismaAdapter(database.prisma, { provider: 'postgresql' })
}
