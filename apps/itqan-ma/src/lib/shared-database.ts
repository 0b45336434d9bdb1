import 'server-only'
import { CLIENT_NAME } from '@itqan/keys-client'
import { embeddedDatabaseUrl } from '@itqan/keys-store/embedded-url'
import { openSharedKeys, type SharedKeys } from '@itqan/keys-store/shared'
import type { KeysSource } from '../env'
import { consoleLog } from './log'
import { APP_VERSION } from './version'

/** Longest wait for a database that starts beside us, in milliseconds. */
const DATABASE_TIMEOUT_MS = 60_000

/**
 * All that ties this app to the dashboard's database: option B. No schema of ours: keys-store has it.
 *
 * @throws Error naming what to mend.
 */
export async function openSharedDatabase(
  source: Extract<KeysSource, { from: 'database' }>,
): Promise<SharedKeys> {
  const databaseUrl = source.databaseUrl ?? embeddedDatabaseUrl(source.databasePort)
  const versions = { app: APP_VERSION, client: CLIENT_NAME }
  const shared = openSharedKeys({ ...source, databaseUrl, versions, log: consoleLog })
  await shared.ready(DATABASE_TIMEOUT_MS)
  return shared
}
