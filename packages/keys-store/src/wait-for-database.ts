import type { Database } from './database'
import { codeOf, isClosed } from './error-code'

const PAUSE_MS = 250

const refused = 'the database refuses this user or password: correct them'
const noRights =
  'this user may not read the keys: run packages/keys-store/roles/keys-app.sql as the owner'
const noDatabase = 'there is no such database: correct the name'
const noTables = 'the database has no tables yet: run `npx -y pnpm@12 first-run`'
const noUrl = 'this is no URL of a database: write postgresql://user:password@host:5432/name'

/** What no waiting mends, by its code, and what to do about it. */
const remedies: Record<string, string> = {
  P1000: refused,
  '28P01': refused,
  '28000': 'the database has no such user, or does not let it in from here: correct the user',
  P1003: noDatabase,
  '3D000': noDatabase,
  P1010: noRights,
  '42501': noRights,
  P2021: noTables,
  '42P01': noTables,
  ERR_INVALID_URL: noUrl,
  URIError: noUrl,
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
      const remedy = remedyFor(cause)
      if (remedy) throw new Error(`DATABASE_URL: ${remedy}`, { cause })
      if (isClosed(cause)) throw new Error('The database was closed', { cause })
      if (Date.now() >= deadline) throw tooLate(timeoutMs, cause)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
}

function remedyFor(cause: unknown): string | undefined {
  const isUnnamed = cause instanceof Error && /client password must be/.test(cause.message)
  return isUnnamed ? 'the database asks for a password: add it' : remedies[codeOf(cause)]
}

function tooLate(timeoutMs: number, cause: unknown): Error {
  const seconds = Math.round(timeoutMs / 1_000)
  const message = `DATABASE_URL: no database answered for ${seconds} s (last: ${codeOf(cause)})`
  return new Error(message, { cause })
}
