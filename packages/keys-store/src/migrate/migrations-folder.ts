import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const prismaFolder = fileURLToPath(new URL('../../prisma/', import.meta.url))

/** The ordinary Prisma folder, which `prisma migrate deploy` reads as well. */
export const migrationsFolder = path.join(prismaFolder, 'migrations')

/** The migrations as the schema engine takes them. */
export async function readMigrations() {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const lockfile = 'migration_lock.toml'
  return {
    baseDir: migrationsFolder,
    lockfile: { path: lockfile, content: await readText(lockfile) },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.toSorted().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readText(path.join(name, 'migration.sql')) },
        },
      })),
    ),
  }
}

/** `schema.prisma` as the schema engine takes it. */
export async function readSchema() {
  const file = path.join(prismaFolder, 'schema.prisma')
  return { files: [{ path: file, content: await readFile(file, 'utf8') }] }
}

function readText(name: string): Promise<string> {
  return readFile(path.join(migrationsFolder, name), 'utf8')
}
