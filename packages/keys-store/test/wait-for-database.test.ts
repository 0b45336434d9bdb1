import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase, waitForDatabase } from '../src'
import { openEmbeddedDatabase } from '../src/embedded'
import { applyMigrations } from '../src/migrate'
import { openTestDatabase } from './open-test-database'

describe('waiting for the database', () => {
  it('ends when it answers and has its tables', async () => {
    await using server = await openTestDatabase()
    await using database = openDatabase({ url: server.url })
    await expect(waitForDatabase(database, 1_000)).resolves.toBeUndefined()
  }, 60_000)

  it('ends at once, and says what to run, when it has no tables', async () => {
    await using server = await openEmbeddedDatabase({ dataDir: null, port: 0 })
    await using database = openDatabase({ url: server.url })
    await expect(waitForDatabase(database, 600_000)).rejects.toThrow('pnpm@12 first-run')
    await applyMigrations(server.url)
    await expect(waitForDatabase(database, 1_000)).resolves.toBeUndefined()
  }, 60_000)

  it('gives up when nobody answers, and says which variable it is about', async () => {
    await using database = openDatabase({ url: 'postgresql://postgres@127.0.0.1:1/none' })
    await expect(waitForDatabase(database, 300)).rejects.toThrow(
      'DATABASE_URL: no database answered',
    )
  })

  it('gives up on a server that accepts and says nothing', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    await using database = openDatabase({ url: `postgresql://postgres@127.0.0.1:${port}/none` })
    await expect(waitForDatabase(database, 300)).rejects.toThrow(
      'DATABASE_URL: no database answered',
    )
  }, 30_000)
})
