import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, parseEnv } from 'node:util'
import { EmbeddedDatabaseError, withDatabase } from '@itqan/keys-store/embedded'
import { MigrationsLockedError } from '@itqan/keys-store/migrate'
import { EnvError, readEnv } from '../src/env'
import { busyPorts } from './first-run/busy-ports'
import { FirstRunError } from './first-run/first-run-error'
import { prepareDatabase } from './first-run/prepare-database'
import { completeSecretsFile, readSecretsFile } from './first-run/secrets-file'

const root = fileURLToPath(new URL('../../../', import.meta.url))

const { values } = parseArgs({
  options: {
    'no-samples': { type: 'boolean', default: false },
    'no-port-check': { type: 'boolean', default: false },
  },
})

async function firstRun(): Promise<void> {
  const secretsFile = path.join(root, '.env.local')
  const given = { ...parseEnv(await readSecretsFile(secretsFile)), ...process.env }
  const databaseUrl = given['DATABASE_URL'] || undefined
  if (!values['no-port-check']) await busyPorts(given, { embedded: !databaseUrl })

  const created = await completeSecretsFile(secretsFile, process.env)
  if (created.length > 0) console.log(`Wrote ${created.join(' and ')} to .env.local (mode 0600)`)
  if (existsSync(secretsFile)) process.loadEnvFile(secretsFile)
  const env = readEnv(process.env)

  const dataDir = path.join(root, '.data/postgres')
  await withDatabase({ databaseUrl, dataDir }, (url) =>
    prepareDatabase({ env, url, samples: !values['no-samples'], say: console.log }),
  )
}

try {
  await firstRun()
  // A closed PGlite connection lingers for ten seconds: nothing here waits for it.
  process.exit()
} catch (error) {
  const known =
    error instanceof FirstRunError ||
    error instanceof EmbeddedDatabaseError ||
    error instanceof MigrationsLockedError ||
    error instanceof EnvError
  console.error(known ? error.message : error)
  process.exit(1)
}
