import { logLine } from '@itqan/keys-contract'

export type LogFields = Record<string, unknown>

/** Where the server says what happened. Fields never hold a key, nor what a visitor wrote. */
export interface Log {
  info(event: string, fields: LogFields): void
  error(event: string, fields: LogFields): void
}

/** One JSON object a line. */
export const consoleLog: Log = {
  info: (event, fields) => console.info(line('info', event, fields)),
  error: (event, fields) => console.error(line('error', event, fields)),
}

function line(level: string, event: string, fields: LogFields): string {
  return logLine({ time: new Date().toISOString(), level, event, ...fields })
}
