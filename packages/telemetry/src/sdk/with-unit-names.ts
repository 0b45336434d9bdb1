import type { ResourceMetrics } from '@opentelemetry/sdk-metrics'

const suffixes: Readonly<Record<string, string>> = { s: 'seconds', By: 'bytes', '1': 'ratio' }

/** The name under which Prometheus gets a metric, but for `_total`: the same as over OTLP. */
function nameWithUnit(name: string, unit: string): string {
  const suffix = suffixes[unit]
  return suffix === undefined ? name : `${name}.${suffix}`
}

/** The exporter names no units, and whoever takes metrics over OTLP does. */
export function withUnitNames(collected: ResourceMetrics): ResourceMetrics {
  return {
    ...collected,
    scopeMetrics: collected.scopeMetrics.map(({ scope, metrics }) => ({
      scope,
      metrics: metrics.map((metric) => {
        const { name, unit } = metric.descriptor
        return { ...metric, descriptor: { ...metric.descriptor, name: nameWithUnit(name, unit) } }
      }),
    })),
  }
}
