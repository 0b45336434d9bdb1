import { embeddedDatabaseUrl } from './embedded-database-url'
import { readHolder } from './folder-lock'
import { openEmbeddedDatabase } from './open-embedded-database'

/**
 * Runs a short job on the database that the apps use: the given one, else the embedded one, which
 * is opened for the time of the job unless it is being served already.
 */
export async function withDatabase<T>(
  options: { databaseUrl: string | undefined; dataDir: string },
  job: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  if (options.databaseUrl) return job(options.databaseUrl)
  const heldByPort = await readHolder(options.dataDir)
  if (heldByPort !== null) return job(embeddedDatabaseUrl(heldByPort))
  await using database = await openEmbeddedDatabase({ dataDir: options.dataDir, port: 0 })
  return await job(database.url)
}
