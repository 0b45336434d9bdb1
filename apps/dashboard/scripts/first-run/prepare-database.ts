import { randomBytes } from 'node:crypto'
import { logLine } from '@itqan/keys-contract'
import type { Log } from '@itqan/keys-router'
import {
  type AuditLog,
  createAuditLog,
  createKeyStore,
  type Database,
  openDatabase,
} from '@itqan/keys-store'
import { applyMigrations } from '@itqan/keys-store/migrate'
import { firstRunKeys } from '@itqan/provider-sandbox'
import type { Env } from '../../src/env'
import { createAuth } from '../../src/server/auth'
import { createAdministrator, hasAdministrator } from '../../src/server/create-administrator'
import { asOperator, sealStoredKeys } from './seal-stored-keys'

const ADMINISTRATOR = 'admin@itqan.local'

const log: Log = { error: (message, fields) => console.error(logLine({ message, ...fields })) }

interface PrepareOptions {
  env: Env
  url: string
  /** Whether an empty pool gets the keys that the sandbox knows. */
  samples: boolean
  say: (line: string) => void
}

/**
 * Migrates, seals keys that an older release left in clear, and on the first run makes what a person
 * needs to begin. Run again, changes nothing.
 */
export async function prepareDatabase({ env, url, samples, say }: PrepareOptions): Promise<void> {
  const applied = await applyMigrations(url)
  if (applied.length > 0) say(`Applied ${applied.length} migration(s): ${applied.join(', ')}`)
  await using database = openDatabase({ url, maxConnections: 2 })
  const audit = createAuditLog({ database, log })
  try {
    await sealStoredKeys({ database, keyring: env.keyring, audit, say })
    await prepareFirstUse({ database, audit, env, samples, say })
  } finally {
    await audit.close()
  }
}

interface FirstUse extends Omit<PrepareOptions, 'url'> {
  database: Database
  audit: AuditLog
}

/** Makes the first administrator, and sample keys, unless somebody was here before. */
async function prepareFirstUse({ database, audit, env, samples, say }: FirstUse): Promise<void> {
  const auth = createAuth({ database, secret: env.authSecret, baseURL: env.dashboardUrl })
  if (await hasAdministrator(auth)) return
  const store = createKeyStore(database, { keyring: env.keyring, audit, log })
  if (samples && (await store.listManaged()).length === 0) {
    for (const { provider, name, key } of firstRunKeys) {
      await store.create({ provider, name, key }, asOperator())
    }
    say(`Added ${firstRunKeys.length} sample keys that the provider sandbox knows`)
  }
  const password = randomBytes(12).toString('base64url')
  // Said before it is true: cut off in between, the next run makes and says another one.
  say(
    [
      '',
      '  First administrator (shown this once, write it down)',
      `    e-mail    ${ADMINISTRATOR}`,
      `    password  ${password}`,
      '',
    ].join('\n'),
  )
  await createAdministrator(auth, { email: ADMINISTRATOR, password })
}
