import { logFields, withoutKeys } from '@itqan/keys-contract'
import { isSpanContextValid, trace } from '@opentelemetry/api'
import { type DestinationStream, pino } from 'pino'
import type { LogLevel } from '../settings'

export interface LoggerOptions {
  /** What is less than this is not written. */
  level: LogLevel
  /** The field of the message. Default `message`. */
  messageKey?: string
  /** Secrets that are taken out whatever they look like. */
  known?: readonly string[]
  /** Takes out of a whole line what is found besides. */
  redact?: (line: string) => string
  /** Where lines go: a file descriptor, or whatever takes them. */
  to: number | DestinationStream
}

/** Writes an event. Fields never hold a secret or an input; what slips in is taken out. */
export type WriteLog = (message: string, fields?: Readonly<Record<string, unknown>>) => void

export type Logger = Record<'error' | 'warn' | 'info' | 'debug', WriteLog>

/** Fields that hold a secret wherever they come from, whatever it looks like. */
const secretFields = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["x-api-key"]',
  '["x-goog-api-key"]',
  'password',
  'secret',
  'apiKey',
]

const paths = secretFields.flatMap((field) => {
  const part = field.startsWith('[') ? field : `.${field}`
  return [field, `*${part}`, `headers${part}`, `*.headers${part}`]
})

/**
 * Lines of JSON: level, time, trace and span if there is one, the fields and the message. Errors are named
 * with their causes. Secrets are taken out of each field, and once more out of the line that is written.
 * Writes are synchronous: the last words of a process that ends are there.
 */
export function createLogger(options: LoggerOptions): Logger {
  const { level, messageKey = 'message', known = [], redact = (line) => line, to } = options
  const escaped = known.map((secret) => JSON.stringify(secret).slice(1, -1))
  const logger = pino(
    {
      level,
      messageKey,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...new Set(paths)], censor: '[redacted]' },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => logFields(fields, known),
      },
      mixin: traceFields,
      // A chain of causes is told to its end.
      depthLimit: 50,
      edgeLimit: 1_000,
      hooks: { streamWrite: (line) => redact(withoutKeys(line, escaped)) },
    },
    typeof to === 'number' ? pino.destination({ fd: to, sync: true }) : to,
  )
  const write =
    (method: keyof Logger): WriteLog =>
    (message, fields = {}) =>
      logger[method]({ ...fields }, withoutKeys(message, known))
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
  }
}

function traceFields(): object {
  const span = trace.getActiveSpan()?.spanContext()
  if (!span || !isSpanContextValid(span)) return {}
  return { trace_id: span.traceId, span_id: span.spanId }
}
