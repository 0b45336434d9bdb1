import 'server-only'
import { assertKeysReadable, waitForDatabase } from '@itqan/keys-store'
import { getEnv } from '../env'
import { stampRequests } from './arrival/stamp-requests'
import { logFatal } from './log'
import { getRuntime } from './runtime'

/** The embedded database takes some seconds to start beside us. */
const DATABASE_TIMEOUT_MS = 60_000

/** Stops the process with a clear message rather than serve what cannot work. */
export async function boot(): Promise<void> {
  try {
    const { keyring } = getEnv()
    stampRequests()
    const { database, feed } = getRuntime()
    await waitForDatabase(database, DATABASE_TIMEOUT_MS)
    await assertKeysReadable(database, keyring)
    closeAtExit(feed)
  } catch (error) {
    logFatal(error)
    process.exit(1)
  }
}

// Next waits for open responses before it exits, and a stream's never ends by itself.
function closeAtExit(feed: { close(): void }): void {
  process.once('SIGTERM', () => feed.close())
  process.once('SIGINT', () => feed.close())
}
