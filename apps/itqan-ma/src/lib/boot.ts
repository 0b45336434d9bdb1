import 'server-only'
import { getEnv } from '../env'
import { closeKeysClient } from './api-keys'

/** Ends the process with a clear message: Next would go on and answer every visitor with a 500. */
export function boot(): void {
  try {
    getEnv()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'Unknown failure'}\n`)
    process.exit(1)
  }
  process.once('SIGTERM', () => void closeKeysClient())
  process.once('SIGINT', () => void closeKeysClient())
}
