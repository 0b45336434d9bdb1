import { expect, it } from 'vitest'
import { readMigrations } from './migrations-folder'
import { newestMigration } from './newest-migration'

it('names the last of the folder', async () => {
  const { migrationDirectories } = await readMigrations()
  expect(newestMigration).toBe(migrationDirectories.at(-1)?.path)
})
