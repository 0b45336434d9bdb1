import { logLine, withoutKeys } from '@itqan/keys-contract'
import type { Log } from '@itqan/keys-router'

/** One JSON line an event. */
export const log: Log = {
  error(message, fields) {
    console.error(logLine({ level: 'error', time: new Date().toISOString(), message, ...fields }))
  },
}

/** What stops the process, for whoever reads the terminal: plain lines, no JSON. */
export function logFatal(error: unknown): void {
  console.error(withoutKeys(error instanceof Error ? error.message : String(error)))
}
