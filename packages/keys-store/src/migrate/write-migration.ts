import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openEmbeddedDatabase } from '../embedded'
import { migrationsFolder, readMigrations, readSchema } from './migrations-folder'
import { withSchemaEngine } from './schema-engine'

const snapshotName = 'schema.prisma'

/**
 * The SQL that leads from the newest migration to `schema.prisma`, or `null` when nothing is missing.
 * Each migration keeps the schema that it leads to, so nothing is replayed.
 */
export async function diffSchema(): Promise<string | null> {
  // The engine connects before it compares two files, so it is given an empty database.
  await using scratch = await openEmbeddedDatabase({ dataDir: null, port: 0 })
  const previous = await readNewestSnapshot()
  const to = { tag: 'schemaDatamodel' as const, ...(await readSchema()) }
  const sql = await withSchemaEngine(scratch.url, async (engine) => {
    const { stdout } = await engine.diff({
      from: previous === null ? { tag: 'empty' } : schemaTarget(previous),
      to,
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout?.trim() ?? ''
  })
  return sql === '' || sql.startsWith('-- This is an empty migration') ? null : `${sql}\n`
}

/** Writes SQL as a new migration, with the schema that it leads to beside it. Answers its path. */
export async function writeMigration(options: { name: string; sql: string; at: Date }) {
  const stamp = options.at.toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = path.join(migrationsFolder, `${stamp}_${options.name}`)
  await mkdir(folder)
  await writeFile(path.join(folder, 'migration.sql'), options.sql)
  const [schema] = (await readSchema()).files
  await writeFile(path.join(folder, snapshotName), schema?.content ?? '')
  return path.join(folder, 'migration.sql')
}

async function readNewestSnapshot(): Promise<string | null> {
  const newest = (await readMigrations()).migrationDirectories.at(-1)
  if (!newest) return null
  return readFile(path.join(migrationsFolder, newest.path, snapshotName), 'utf8')
}

function schemaTarget(content: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: snapshotName, content }] }
}
