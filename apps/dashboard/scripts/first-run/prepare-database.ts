import { randomBytes } from 'node:crypto'
import { createKeyStore, openDatabase } from '@itqan/keys-store'
import { applyMigrations } from '@itqan/keys-store/migrate'
import { firstRunKeys } from '@itqan/provider-sandbox'
import type { Env } from '../../src/env'
import { createAuth } from '../../src/server/auth'
import { createAdministrator, hasAdministrator } from '../../src/server/create-administrator'

const ADMINISTRATOR = 'admin@itqan.local'

interface PrepareOptions {
  env: Env
  url: string
  /** Whether an empty pool gets the keys that the sandbox knows. */
  samples: boolean
  say: (line: string) => void
}

/** Migrates, and on the first run makes what a person needs to begin. Run again, changes nothing. */
export async function prepareDatabase({ env, url, samples, say }: PrepareOptions): Promise<void> {
  const applied = await applyMigrations(url)
  if (applied.length > 0) say(`Applied ${applied.length} migration(s): ${applied.join(', ')}`)
  await using database = openDatabase({ url, maxConnections: 2 })
  const auth = createAuth({ database, secret: env.authSecret, baseURL: env.dashboardUrl })
  if (await hasAdministrator(auth)) return
  const store = createKeyStore(database)
  if (samples && (await store.listManaged()).length === 0) {
    for (const { provider, name, key } of firstRunKeys) await store.create({ provider, name, key })
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
