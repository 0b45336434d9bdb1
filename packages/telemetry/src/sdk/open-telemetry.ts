import { metrics } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import type { TelemetrySettings } from '../settings'
import { openMetricExporter, openSpanExporter } from './exporters'
import { observeProcess } from './observe-process'
import { createPrometheusText } from './prometheus-text'
import { type Redact, redactedSpans } from './redacted-spans'

/** A push without an answer is given up after this time. */
const MAX_PUSH_MS = 10_000

export interface TelemetryOptions {
  settings: TelemetrySettings
  /** Unless `OTEL_SERVICE_NAME` says another. */
  serviceName: string
  /** Of all that leaves the process. */
  redact: Redact
}

/** The SDK of this process, registered with OpenTelemetry's api. */
export interface Telemetry {
  /** The metrics as Prometheus reads them; `null` when nobody asked for it. */
  metrics: (() => Promise<Response>) | null
  /** Sends what is left. */
  close(): Promise<void>
}

/** Registers tracing and metrics for the whole process. Once: before what is to be measured is made. */
export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { settings, serviceName, redact } = options
  const resource = resourceOf(serviceName)
  const tracing = settings.isTracing ? await openTracing({ settings, resource, redact }) : null
  const prometheus = settings.isPrometheus ? createPrometheusText() : null
  const readers = [
    ...(prometheus ? [prometheus.reader] : []),
    ...(settings.isPushingMetrics ? [await openPush(settings)] : []),
  ]
  const meters = readers.length > 0 ? new MeterProvider({ resource, readers }) : null
  if (meters) metrics.setGlobalMeterProvider(meters)
  const stopObserving = meters ? observeProcess() : () => undefined
  return {
    metrics: prometheus && (async () => answer(redact(await prometheus.read()))),
    async close() {
      stopObserving()
      // A collector that is gone keeps nobody from their end.
      await Promise.allSettled([tracing?.shutdown(), meters?.shutdown()])
    },
  }
}

async function openTracing({
  settings,
  resource,
  redact,
}: Omit<TelemetryOptions, 'serviceName'> & { resource: Resource }): Promise<NodeTracerProvider> {
  const exporter = redactedSpans(await openSpanExporter(settings.protocol), redact)
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  // No baggage: what a visitor sends along is not passed on to the dashboard.
  provider.register({ propagator: new W3CTraceContextPropagator() })
  return provider
}

async function openPush(settings: TelemetrySettings): Promise<PeriodicExportingMetricReader> {
  const { protocol, pushEveryMs } = settings
  return new PeriodicExportingMetricReader({
    exporter: await openMetricExporter(protocol),
    exportIntervalMillis: pushEveryMs,
    exportTimeoutMillis: Math.min(pushEveryMs, MAX_PUSH_MS),
  })
}

function resourceOf(serviceName: string): Resource {
  const named = resourceFromAttributes({ 'service.name': serviceName })
  const detected = detectResources({ detectors: [envDetector, serviceInstanceIdDetector] })
  return defaultResource().merge(named).merge(detected)
}

function answer(text: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  })
}
