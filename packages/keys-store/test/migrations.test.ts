import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../src'
import { applyMigrations, diffSchema } from '../src/migrate'
import { openTestDatabase } from './open-test-database'

const folder = new URL('../prisma/migrations/', import.meta.url)

describe('migrations', () => {
  it('are recorded as Prisma records them, and applied once', async () => {
    await using server = await openTestDatabase()
    expect(await applyMigrations(server.url)).toEqual([])
    await using database = openDatabase({ url: server.url })
    const rows = await database.prisma.$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1`
    const names = (await readdir(folder)).filter((name) => !name.endsWith('.toml')).toSorted()
    expect(rows.map((row) => row.migration_name)).toEqual(names)
  }, 60_000)

  it('say all that schema.prisma says', async () => {
    expect(await diffSchema()).toBeNull()
  }, 60_000)
})
