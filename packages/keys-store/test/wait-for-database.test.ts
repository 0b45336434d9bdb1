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
      'DATABASE_URL: no database answered for 0 s (last: P1001)',
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

  it.each([
    ['of a wrong password', '28P01', 'refuses this user or password'],
    ['of an unknown user', '28000', 'has no such user'],
    ['of missing rights', '42501', 'roles/keys-app.sql'],
    ['of no such database', '3D000', 'no such database'],
  ])('ends at once, and says what to mend, because %s', async (_name, state, remedy) => {
    const port = await serveRefusal(state)
    const url = `postgresql://canary-user:canary-password@127.0.0.1:${port}/none`
    await using database = openDatabase({ url })
    const error: unknown = await waitForDatabase(database, 600_000).catch((cause: unknown) => cause)
    expect(String(error)).toContain(`DATABASE_URL: `)
    expect(String(error)).toContain(remedy)
    expect(String(error)).not.toContain('canary')
  })

  it('ends at once when the URL is none, and does not repeat it', async () => {
    await using database = openDatabase({ url: 'postgresql://u:canary@127.0.0.1:port/none' })
    const error: unknown = await waitForDatabase(database, 600_000).catch((cause: unknown) => cause)
    expect(String(error)).toContain('DATABASE_URL: this is no URL of a database')
    expect(String(error)).not.toContain('canary')
  })
})

/** Lets nobody in, as PostgreSQL says it. */
async function serveRefusal(state: string): Promise<number> {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${state}\0Mno entry\0\0`)
  const head = Buffer.from('E0000')
  head.writeInt32BE(fields.length + 4, 1)
  const server = createServer((socket) => {
    socket.once('data', () => socket.end(Buffer.concat([head, fields])))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
