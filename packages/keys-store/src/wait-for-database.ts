import type { Database } from './database'
import { Prisma } from './generated/client'

const PAUSE_MS = 250

/** What no waiting mends, by Prisma's code, and what to do about it. */
const remedies: Record<string, string> = {
  P1000: 'the database refuses this user or password',
  P1003: 'there is no such database',
  P1010: 'the database refuses this user or password',
  P2021: 'the database has no tables yet: run `npx -y pnpm@12 first-run`',
}

/**
 * Resolves when the database answers and has its tables.
 *
 * @throws Error naming what to mend at once, or after `timeoutMs` when nobody answers.
 */
export async function waitForDatabase(database: Database, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    try {
      await database.prisma.keysEpoch.findUniqueOrThrow({ where: { id: 1 } })
      return
    } catch (cause) {
      const code = cause instanceof Prisma.PrismaClientKnownRequestError ? cause.code : 'unknown'
      const remedy = remedies[code]
      if (remedy) throw new Error(`DATABASE_URL: ${remedy}`, { cause })
      if (Date.now() >= deadline) {
        const seconds = Math.round(timeoutMs / 1_000)
        throw new Error(`DATABASE_URL: no database answered for ${seconds} s`, { cause })
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
}
