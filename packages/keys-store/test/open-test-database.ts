import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { openEmbeddedDatabase } from '../src/embedded'
import { applyMigrations } from '../src/migrate'

declare module 'vitest' {
  interface ProvidedContext {
    testDatabaseUrl: string | null
  }
}

/** A migrated database of its own, gone with the end of the scope. */
export interface TestDatabase extends AsyncDisposable {
  url: string
}

/** On the server that the run names, else on PGlite in memory: both are real PostgreSQL. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const database = await openEmptyDatabase()
  await applyMigrations(database.url)
  return database
}

/** The same before its first migration. */
export async function openEmptyDatabase(): Promise<TestDatabase> {
  const server = inject('testDatabaseUrl')
  return server ? createOn(server) : openEmbeddedDatabase(inMemory)
}

const inMemory = { dataDir: null, port: 0 }

async function createOn(server: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await execute(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function execute(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(sql)
  await client.end()
}
