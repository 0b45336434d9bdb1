import 'server-only'
import { getEnv, secretsOf } from '../env'
import { closeTelemetry, startTelemetry } from '../telemetry/telemetry'
import { closeKeys, openKeys } from './api-keys'
import { beginProcess } from './life/process-life'

/** What is said of reports that were lost is said before the process ends, in milliseconds. */
const LAST_WORDS_MS = 500

/** Ends the process with a clear message: Next would go on and answer every visitor with a 500. */
export async function boot(): Promise<void> {
  beginProcess(async (leftMs) => {
    await closeKeys(Math.max(0, leftMs - LAST_WORDS_MS))
    // After it: the last report is traced, too.
    await closeTelemetry()
  })
  try {
    const env = getEnv()
    await startTelemetry(env.telemetry, secretsOf(env))
    await openKeys()
    // A process manager that waits for it, such as pm2, ends the process before this one only now.
    process.send?.('ready')
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'Unknown failure'}\n`)
    process.exit(1)
  }
}
