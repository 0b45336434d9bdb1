import { type Database, openDatabase } from '../database'
import { EmbeddedDatabaseError, withDatabase } from '../embedded'
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
export async function withDashboardDatabase<T>(
  { env, dataDir }: Io,
  job: (database: Database) => Promise<T>,
): Promise<T> {
  const databaseUrl = env['DATABASE_URL'] || undefined
  try {
    return await withDatabase({ databaseUrl, dataDir }, async (url) => {
      await using database = openDatabase({ url, queryTimeoutMs: QUERY_TIMEOUT_MS })
      return await job(database)
    })
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
