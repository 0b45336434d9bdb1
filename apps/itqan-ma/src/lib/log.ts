import { createLogger, type Logger } from '@itqan/telemetry/log'
import { getEnv, secretsOf } from '../env'

export type LogFields = Record<string, unknown>

/** Where the server says what happened. Fields never hold a key, nor what a visitor wrote. */
export interface Log {
  info(event: string, fields: LogFields): void
  error(event: string, fields: LogFields): void
}

let logger: Logger | undefined

/** Opened with the first line: a build has no environment. */
function openLogger(): Logger {
  const env = getEnv()
  const [level, known] = [env.logLevel, secretsOf(env)]
  return (logger ??= createLogger({ level, messageKey: 'event', known, to: process.stdout }))
}

/** One JSON object a line. */
export const consoleLog: Log = {
  info: (event, fields) => openLogger().info(event, fields),
  error: (event, fields) => openLogger().error(event, fields),
}
