import 'server-only'
import { closeKeys, openKeys } from './api-keys'

/** Ends the process with a clear message: Next would go on and answer every visitor with a 500. */
export async function boot(): Promise<void> {
  try {
    await openKeys()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'Unknown failure'}\n`)
    process.exit(1)
  }
  process.once('SIGTERM', () => void closeKeys())
  process.once('SIGINT', () => void closeKeys())
}
