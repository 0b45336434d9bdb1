import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Log } from '@itqan/keys-router'
import { Client } from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type AuditLog, type AuditLogOptions, createAuditLog } from '../src/audit'
import { type Database, openDatabase } from '../src/database'
import { openTestDatabase } from './open-test-database'

/** An audit on a database of its own. */
export interface TestAudit extends AsyncDisposable {
  url: string
  database: Database
  audit: AuditLog
  /** What was told to the operator. */
  logged: string[]
  /** As the database's owner. */
  sql<T extends object>(text: string, values?: unknown[]): Promise<T[]>
}

export async function openTestAudit(options: Partial<AuditLogOptions> = {}): Promise<TestAudit> {
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url })
  const logged: string[] = []
  const log: Log = { error: (message) => void logged.push(message) }
  const audit = createAuditLog({ database, log, ...options })
  const owner = new Client({ connectionString: server.url })
  await owner.connect()
  return {
    url: server.url,
    database,
    audit,
    logged,
    sql: async <T extends object>(text: string, values: unknown[] = []) =>
      (await owner.query<T>(text, values)).rows,
    async [Symbol.asyncDispose]() {
      await audit.close()
      await owner.end()
      await database.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** A login of its own, in the group that one of the SQL files makes. */
export async function makeRole(url: string, group: 'keys-app' | 'keys-dashboard'): Promise<string> {
  const name = `role_${randomBytes(6).toString('hex')}`
  const owner = new Client({ connectionString: url })
  await owner.connect()
  onTestFinished(() => dropRole(name))
  await owner.query(await readFile(new URL(`../roles/${group}.sql`, import.meta.url), 'utf8'))
  const role = group.replace('-', '_')
  await owner.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}' IN ROLE ${role}`)
  await owner.end()
  const own = new URL(url)
  own.username = name
  own.password = name
  return own.href
}

/** After its database is gone: until then it has rights there. */
async function dropRole(name: string): Promise<void> {
  const server = new Client({ connectionString: inject('testDatabaseUrl') ?? '' })
  await server.connect()
  await server.query(`DROP ROLE IF EXISTS ${name}`)
  await server.end()
}
