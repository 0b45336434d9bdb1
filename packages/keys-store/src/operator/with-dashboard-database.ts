import { type Database, openDatabase } from '../database'
// Not by the index: only a clone has what it opens.
import { EmbeddedDatabaseError } from '../embedded/embedded-error'
import { withDatabase } from '../embedded/with-database'
import { databaseFailure } from './database-failure'
import { exitCodes } from './exit-codes'
import type { Io } from './io'
import { OperatorFailure } from './operator-failure'

/** A statement that nobody answers has lost its server. */
const QUERY_TIMEOUT_MS = 120_000

/**
 * Runs a job on the database that the dashboard uses: that of `DATABASE_URL`, else the embedded one.
 *
 * @throws OperatorFailure when there is none, or it refuses.
 */
export function withDashboardDatabase<T>(
  io: Io,
  job: (database: Database) => Promise<T>,
): Promise<T> {
  return withDashboardUrl(io, async (url) => {
    await using database = openDatabase({ url, queryTimeoutMs: QUERY_TIMEOUT_MS })
    return await job(database)
  })
}

/** As above, for what opens its own connections. */
export async function withDashboardUrl<T>(
  { env, dataDir }: Io,
  job: (url: string) => Promise<T>,
): Promise<T> {
  const databaseUrl = env['DATABASE_URL'] || undefined
  try {
    return await withDatabase({ databaseUrl, dataDir }, job)
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) {
      const { message } = error
      throw new OperatorFailure({
        exitCode: exitCodes.database,
        code: `embedded_${error.code}`,
        say: ({ settings }) => settings.embedded(message),
        cause: error,
      })
    }
    throw databaseFailure(error, databaseUrl ? 'DATABASE_URL' : '.data/postgres')
  }
}
