import { logLine, withoutKeys } from '@itqan/keys-contract'
import type { Log } from '@itqan/keys-router'

/**
 * One JSON line an event. Those that are `known` are taken out, whatever they look like, and what
 * `redact` finds besides.
 */
export function createLog(
  known: readonly string[],
  redact: (line: string) => string = (line) => line,
): Log {
  return {
    error(message, fields) {
      const event = { level: 'error', time: new Date().toISOString(), message, ...fields }
      console.error(redact(logLine(event, known)))
    },
  }
}

/** What stops the process, for whoever reads the terminal: plain lines, no JSON. */
export function logFatal(error: unknown): void {
  console.error(withoutKeys(error instanceof Error ? error.message : String(error)))
}
