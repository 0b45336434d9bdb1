/** What is written to the log: that of this importance or more. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

export type LogLevel = (typeof logLevels)[number]

/** How OTLP is written. */
export type OtlpProtocol = 'http/protobuf' | 'http/json'

/** What is measured, and where it goes. Where the collector is, the SDK reads itself. */
export interface TelemetrySettings {
  protocol: OtlpProtocol
  /** Traces are pushed to a collector. */
  isTracing: boolean
  /** Metrics are pushed to a collector. */
  isPushingMetrics: boolean
  /** From one push to the next, in milliseconds. */
  pushEveryMs: number
  /** Metrics can be read as Prometheus has them. */
  isPrometheus: boolean
}

export type ParsedTelemetry =
  | { ok: true; settings: TelemetrySettings | null }
  | { ok: false; problems: { variable: string; message: string }[] }

const endpoints = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
] as const

/** Which values a variable may have; `many`: several, with commas between them. */
const choices = [
  { variable: 'OTEL_EXPORTER_OTLP_PROTOCOL', values: ['http/protobuf', 'http/json'], many: false },
  { variable: 'OTEL_TRACES_EXPORTER', values: ['otlp', 'none'], many: false },
  { variable: 'OTEL_METRICS_EXPORTER', values: ['otlp', 'prometheus', 'none'], many: true },
  { variable: 'OTEL_SDK_DISABLED', values: ['true', 'false'], many: false },
] as const

type Source = Readonly<Record<string, string | undefined>>

/**
 * Reads OpenTelemetry's own variables. Off unless an address of a collector is given, or
 * `OTEL_METRICS_EXPORTER` asks for `prometheus`. Never tells a value, which may be an address with a
 * password.
 *
 * @returns `settings: null` when nothing is to be measured.
 */
export function parseTelemetry(source: Source): ParsedTelemetry {
  const problems = [...wrongAddresses(source), ...wrongChoices(source), ...wrongInterval(source)]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: settingsOf(source) }
}

function settingsOf(source: Source): TelemetrySettings | null {
  const [both, traces, metrics] = endpoints.map((variable) => Boolean(source[variable]))
  const exporters = partsOf(source['OTEL_METRICS_EXPORTER'] ?? 'otlp')
  const settings: TelemetrySettings = {
    protocol: source['OTEL_EXPORTER_OTLP_PROTOCOL'] === 'http/json' ? 'http/json' : 'http/protobuf',
    isTracing: Boolean(both || traces) && source['OTEL_TRACES_EXPORTER'] !== 'none',
    isPushingMetrics: Boolean(both || metrics) && exporters.includes('otlp'),
    pushEveryMs: Number(source['OTEL_METRIC_EXPORT_INTERVAL'] ?? 60_000),
    isPrometheus: exporters.includes('prometheus'),
  }
  const isOn = settings.isTracing || settings.isPushingMetrics || settings.isPrometheus
  return isOn && source['OTEL_SDK_DISABLED'] !== 'true' ? settings : null
}

function wrongAddresses(source: Source) {
  return endpoints
    .filter((variable) => source[variable] && !/^https?:\/\/[^\s]+$/.test(source[variable]))
    .map((variable) => ({ variable, message: 'must be an http:// or https:// URL' }))
}

function wrongChoices(source: Source) {
  return choices
    .filter(({ variable, values, many }) => {
      const given = source[variable]
      if (!given) return false
      const parts = many ? partsOf(given) : [given]
      return parts.some((part) => !values.some((value) => value === part))
    })
    .map(({ variable, values }) => ({ variable, message: `must be ${values.join(' or ')}` }))
}

function wrongInterval({ OTEL_METRIC_EXPORT_INTERVAL: given }: Source) {
  if (!given || /^[1-9]\d{2,7}$/.test(given)) return []
  return [{ variable: 'OTEL_METRIC_EXPORT_INTERVAL', message: 'must be milliseconds, 100 or more' }]
}

const partsOf = (value: string) => value.split(',').map((part) => part.trim())
