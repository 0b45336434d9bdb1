import 'server-only'
import { assertKeysReadable, waitForDatabase } from '@itqan/keys-store'
import { getEnv } from '../env'
import { stampRequests } from './arrival/stamp-requests'
import { startDailyVerification } from './audit/daily-verification'
import { logFatal } from './log'
import { getRuntime, type Runtime } from './runtime'

/** The embedded database takes some seconds to start beside us. */
const DATABASE_TIMEOUT_MS = 60_000

/** Stops the process with a clear message rather than serve what cannot work. */
export async function boot(): Promise<void> {
  try {
    const { keyring } = getEnv()
    stampRequests()
    const runtime = getRuntime()
    const { database, auditVerifier: verifier, log } = runtime
    await waitForDatabase(database, DATABASE_TIMEOUT_MS)
    await assertKeysReadable(database, keyring)
    const stopVerifying = startDailyVerification({ verifier, log })
    closeAtExit(runtime, stopVerifying)
  } catch (error) {
    logFatal(error)
    process.exit(1)
  }
}

// Next waits for open responses before it exits, and a stream's never ends by itself.
function closeAtExit(
  { feed, consumers, auditVerifier }: Pick<Runtime, 'feed' | 'consumers' | 'auditVerifier'>,
  stopVerifying: () => void,
): void {
  const close = () => {
    stopVerifying()
    auditVerifier.close()
    feed.close()
    void consumers.close()
  }
  process.once('SIGTERM', close)
  process.once('SIGINT', close)
}
