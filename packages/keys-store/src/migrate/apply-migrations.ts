import { whileLocked } from './migration-lock'
import { readMigrations } from './migrations-folder'
import { withSchemaEngine } from './schema-engine'

/**
 * Brings a database to the newest migration. Applies what is missing, changes nothing otherwise. Of
 * processes that do so at once, one works and the others wait for it. Not through a transaction pooler,
 * which keeps no lock.
 *
 * @param options.waitMs how long to wait for another process, in milliseconds. Default 2 min.
 * @returns the names of the migrations applied now.
 * @throws MigrationsLockedError when another process was not done by then.
 */
export async function applyMigrations(
  databaseUrl: string,
  options: { waitMs?: number } = {},
): Promise<string[]> {
  const migrationsList = await readMigrations()
  const apply = () =>
    withSchemaEngine(databaseUrl, async (engine) => {
      const filters = { externalTables: [], externalEnums: [] }
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
      return appliedMigrationNames
    })
  return whileLocked(databaseUrl, apply, options.waitMs)
}
