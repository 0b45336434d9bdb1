import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { EmbeddedDatabaseError, openEmbeddedDatabase, withDatabase } from './embedded'
import { openStudio } from './cli/open-studio'
import { applyMigrations, diffSchema, MigrationsLockedError, writeMigration } from './migrate'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const envFile = path.join(root, '.env.local')
if (existsSync(envFile)) process.loadEnvFile(envFile)

const dataDir = path.join(root, '.data/postgres')
const databaseUrl = process.env['DATABASE_URL'] || undefined
const port = Number(process.env['DATABASE_PORT'] || 5439)

const usage = `Usage: db <command>

  serve             serve the embedded database, unless DATABASE_URL is set
  migrate           apply the migrations that are missing
  diff --name NAME  write a migration for what schema.prisma changed
  studio            look at the data in a browser (Prisma Studio)
`

async function serve(): Promise<'done' | 'serving'> {
  if (databaseUrl) {
    console.log('DATABASE_URL is set: the embedded database stays off')
    return 'done'
  }
  const database = await openEmbeddedDatabase({ dataDir, port })
  console.log(`embedded PostgreSQL ready on 127.0.0.1:${database.port}, data in .data/postgres`)
  const stop = () => void database.close().finally(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return 'serving'
}

async function migrate(): Promise<void> {
  const applied = await withDatabase({ databaseUrl, dataDir }, (url) => applyMigrations(url))
  console.log(applied.length === 0 ? 'The database is up to date' : `Applied ${applied.join(', ')}`)
}

async function diff(name: string | undefined): Promise<void> {
  if (!name || !/^[a-z0-9_]{1,60}$/.test(name)) {
    console.error('diff needs --name, in lower case letters, digits and underscores')
    process.exitCode = 2
    return
  }
  const sql = await diffSchema()
  if (!sql) {
    console.log('schema.prisma and the migrations agree: nothing to write')
    return
  }
  const file = await writeMigration({ name, sql, at: new Date() })
  console.log(`Wrote ${path.relative(root, file)}. Read it, then run db:migrate`)
}

/** @returns whether the process stays: a server does, a job does not. */
async function main(): Promise<'done' | 'serving'> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' } },
  })
  switch (positionals[0] ?? '') {
    case 'serve':
      return serve()
    case 'migrate':
      await migrate()
      return 'done'
    case 'diff':
      await diff(values.name)
      return 'done'
    case 'studio':
      await withDatabase({ databaseUrl, dataDir }, openStudio)
      return 'done'
    default:
      console.error(usage)
      process.exitCode = 2
      return 'done'
  }
}

try {
  // A closed PGlite connection lingers for ten seconds: a job does not wait for it.
  if ((await main()) === 'done') process.exit()
} catch (error) {
  const isKnown = error instanceof EmbeddedDatabaseError || error instanceof MigrationsLockedError
  console.error(isKnown ? error.message : error)
  process.exit(1)
}
