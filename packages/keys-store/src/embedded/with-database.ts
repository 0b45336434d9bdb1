import { embeddedDatabaseUrl } from './embedded-database-url'
import { EmbeddedDatabaseError } from './embedded-error'
import { readHolder } from './folder-lock'
import { isCode } from './is-code'

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
  const { openEmbeddedDatabase } = await loadEmbedded()
  await using database = await openEmbeddedDatabase({ dataDir: options.dataDir, port: 0 })
  return await job(database.url)
}

/** Where only the operator's commands were installed, there is none. */
async function loadEmbedded() {
  try {
    return await import('./open-embedded-database')
  } catch (error) {
    if (!isCode(error, 'ERR_MODULE_NOT_FOUND')) throw error
    throw new EmbeddedDatabaseError('absent', 'None is installed here: set DATABASE_URL.')
  }
}
