import { withoutKeys } from '@itqan/keys-contract'
import { createLogger, type Logger } from '@itqan/telemetry/log'
import type { LogLevel } from '@itqan/telemetry/settings'

/** The audit may have standard output. */
const STDERR = 2

export interface LogOptions {
  level: LogLevel
  /** Taken out whatever they look like. */
  known: readonly string[]
  /** Takes out of a line what is found besides. */
  redact: (line: string) => string
}

/** One JSON line an event, on standard error. */
export function createLog(options: LogOptions): Logger {
  return createLogger({ ...options, to: STDERR })
}

/** What stops the process, for whoever reads the terminal: plain lines, no JSON. */
export function logFatal(error: unknown): void {
  console.error(withoutKeys(error instanceof Error ? error.message : String(error)))
}
