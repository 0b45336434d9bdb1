import { readMigrations } from './migrations-folder'
import { withSchemaEngine } from './schema-engine'

/**
 * Brings a database to the newest migration. Applies what is missing, changes nothing otherwise.
 *
 * @returns the names of the migrations applied now.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrationsList = await readMigrations()
  return withSchemaEngine(databaseUrl, async (engine) => {
    const filters = { externalTables: [], externalEnums: [] }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
    return appliedMigrationNames
  })
}
