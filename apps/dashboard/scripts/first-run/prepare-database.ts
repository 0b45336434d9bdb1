import { logLine } from '@itqan/keys-contract'
import type { Log } from '@itqan/keys-router'
import {
  type AuditLog,
  createAuditLog,
  createKeyStore,
  createPeopleStore,
  type Database,
  openDatabase,
} from '@itqan/keys-store'
import { applyMigrations } from '@itqan/keys-store/migrate'
import { firstRunKeys } from '@itqan/provider-sandbox'
import type { Env } from '../../src/env'
import { asOperator, sealStoredKeys } from './seal-stored-keys'
import { setUpLines } from './set-up-lines'

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
 * needs to begin. Run again, changes nothing, and as long as nobody can sign in says a new link.
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

/** Lets the first administrator in, and makes sample keys, unless somebody can sign in already. */
async function prepareFirstUse({ database, audit, env, samples, say }: FirstUse): Promise<void> {
  const people = createPeopleStore(database, audit)
  if (await people.canAnybodySignIn()) return
  const store = createKeyStore(database, { keyring: env.keyring, audit, log })
  if (samples && (await store.listManaged()).length === 0) {
    for (const { provider, name, key } of firstRunKeys) {
      await store.create({ provider, name, key }, asOperator())
    }
    say(`Added ${firstRunKeys.length} sample keys that the provider sandbox knows`)
  }
  const { token } = await people.inviteFirst(asOperator())
  say(['', ...setUpLines(env.dashboardUrl, token), ''].join('\n'))
}
