import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { describe, expect, inject, it, vi } from 'vitest'
import { openDatabase } from '../../src'
import { applyMigrations, MigrationsLockedError } from '../../src/migrate'
import { lockMigrations } from '../../src/migrate/migration-lock'
import { readMigrations } from '../../src/migrate/migrations-folder'
import { openEmptyDatabase } from '../open-test-database'

const PROCESSES = 8

const program = fileURLToPath(new URL('migrate-process.ts', import.meta.url))

function startMigrating(url: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, url])
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    line: async () => String((await lines.next()).value),
    begin: () => child.stdin.write('begin\n'),
    complaints: text(child.stderr),
  }
}

async function connect(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  return { client, [Symbol.asyncDispose]: () => client.end() }
}

// PGlite's one session is never in its own way.
describe.skipIf(inject('testDatabaseUrl') === null)('processes that migrate at once', () => {
  it('all succeed on an empty database, and each migration is applied by one', async () => {
    await using server = await openEmptyDatabase()
    const processes = Array.from({ length: PROCESSES }, () => startMigrating(server.url))
    const ready = await Promise.all(processes.map(({ line }) => line()))
    expect(ready).toEqual(ready.map(() => 'ready'))
    for (const { begin } of processes) begin()
    const said = await Promise.all(processes.map(({ line }) => line()))
    const complaints = await Promise.all(processes.map((one) => one.complaints))
    expect(complaints.filter((words) => words !== '')).toEqual([])

    const names = (await readMigrations()).migrationDirectories.map(({ path }) => path)
    expect(said.flatMap((line) => JSON.parse(line) as string[]).toSorted()).toEqual(names)
    await using database = openDatabase({ url: server.url })
    const rows = await database.prisma.$queryRaw<{ name: string; steps: number }[]>`
      SELECT migration_name AS name, applied_steps_count AS steps FROM _prisma_migrations
      WHERE finished_at IS NOT NULL ORDER BY 1`
    expect(rows).toEqual(names.map((name) => ({ name, steps: 1 })))
  }, 180_000)

  it('wait for one that works, and say so when it takes too long', async () => {
    await using server = await openEmptyDatabase()
    await using other = await connect(server.url)
    const unlock = await lockMigrations(other.client)
    const refused = await applyMigrations(server.url, { waitMs: 300 }).catch((e: unknown) => e)
    expect(refused).toBeInstanceOf(MigrationsLockedError)
    const waiting = applyMigrations(server.url)
    await vi.waitFor(async () => {
      const { rowCount } = await other.client.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'keys migrate'`,
      )
      expect(rowCount).toBe(1)
    }, 10_000)
    await unlock()
    expect((await waiting).length).toBeGreaterThan(0)
  }, 60_000)

  it('go on when the one that works is gone', async () => {
    await using server = await openEmptyDatabase()
    const other = await connect(server.url)
    await lockMigrations(other.client)
    const waiting = applyMigrations(server.url)
    await other[Symbol.asyncDispose]()
    expect((await waiting).length).toBeGreaterThan(0)
    expect(await applyMigrations(server.url)).toEqual([])
  }, 60_000)
})
