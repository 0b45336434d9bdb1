import { describe, expect, it } from 'vitest'
import { parseTelemetry } from './settings'

const settings = (source: Record<string, string>) => {
  const parsed = parseTelemetry(source)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.settings
}

const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }

describe('telemetry', () => {
  it('is off with nothing set, and when it is switched off', () => {
    expect(settings({})).toBeNull()
    expect(settings({ OTEL_SERVICE_NAME: 'itqan-ma' })).toBeNull()
    expect(settings({ ...collector, OTEL_SDK_DISABLED: 'true' })).toBeNull()
    const none = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }
    expect(settings({ ...collector, ...none })).toBeNull()
  })

  it('pushes both to a collector that is named', () => {
    const on = { isTracing: true, isPushingMetrics: true, isPrometheus: false, pushEveryMs: 60_000 }
    expect(settings(collector)).toEqual({ protocol: 'http/protobuf', ...on })
    expect(settings({ ...collector, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' })).toEqual({
      protocol: 'http/json',
      ...on,
    })
  })

  it('lets Prometheus read without a collector, or beside one', () => {
    expect(settings({ OTEL_METRICS_EXPORTER: 'prometheus' })).toMatchObject({
      isTracing: false,
      isPushingMetrics: false,
      isPrometheus: true,
    })
    expect(settings({ ...collector, OTEL_METRICS_EXPORTER: 'otlp, prometheus' })).toMatchObject({
      isTracing: true,
      isPushingMetrics: true,
      isPrometheus: true,
    })
  })

  it('names each variable that is wrong, and no value', () => {
    const parsed = parseTelemetry({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://user:canary@collector',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_METRICS_EXPORTER: 'prometheus,statsd',
    })
    expect(parsed).toMatchObject({
      ok: false,
      problems: [
        { variable: 'OTEL_EXPORTER_OTLP_ENDPOINT' },
        { variable: 'OTEL_EXPORTER_OTLP_PROTOCOL' },
        { variable: 'OTEL_METRICS_EXPORTER' },
      ],
    })
    expect(JSON.stringify(parsed)).not.toContain('canary')
  })
})
