import 'server-only'
import { assertKeysReadable, waitForDatabase } from '@itqan/keys-store'
import { getEnv, isDevelopment } from '../env'
import { closeTelemetry, startTelemetry } from '../telemetry/telemetry'
import { stampRequests } from './arrival/stamp-requests'
import { startDailyVerification } from './audit/daily-verification'
import { beginProcess, isDraining } from './life/process-life'
import { logFatal } from './log'
import { getRuntime, redactText, type Runtime } from './runtime'

/** The embedded database takes some seconds to start beside us. */
const DATABASE_TIMEOUT_MS = 60_000

/** Stops the process with a clear message rather than serve what cannot work. */
export async function boot(): Promise<void> {
  try {
    const { keyring, telemetry: settings } = getEnv()
    await startTelemetry({ settings, redact: redactText })
    stampRequests()
    const runtime = getRuntime()
    const { database, auditVerifier: verifier, log } = runtime
    let stopVerifying: () => void = () => undefined
    // First: it may be told to stop while it still waits.
    takeEndInHand(runtime, () => stopVerifying())
    await waitForDatabase(database, DATABASE_TIMEOUT_MS)
    await assertKeysReadable(database, keyring)
    await runtime.listener?.start()
    stopVerifying = startDailyVerification({ verifier, log })
    // A process manager that waits for it, such as pm2, ends the process before this one only now.
    process.send?.('ready')
  } catch (error) {
    // What it waits for was closed by its own end.
    if (isDraining()) return
    logFatal(error)
    process.exit(1)
  }
}

function takeEndInHand(runtime: Runtime, stopVerifying: () => void): void {
  const { feed, log } = runtime
  if (!isDevelopment && process.listenerCount('SIGTERM') > 0) {
    log.error('Next ends calls by itself at SIGTERM: set NEXT_MANUAL_SIG_HANDLE=true', {})
  }
  beginProcess({
    jobs: () => ({
      endStreams: feed.close,
      async closeServers() {
        await runtime.listener?.close()
      },
      async close() {
        stopVerifying()
        await runtime.close()
        await closeTelemetry()
      },
    }),
    onLeft: (left) => log.error('stopped before all was done', left),
  })
}
