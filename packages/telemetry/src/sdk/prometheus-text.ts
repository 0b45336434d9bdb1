import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { withUnitNames } from './with-unit-names'

/** Two scrapes within this time are given the same text: no flood of them reaches the database. */
const FRESH_MS = 1_000

/** What answers later, such as a database that hangs, is left out. */
const PATIENCE_MS = 2_000

/** Metrics as Prometheus reads them, over no port of its own. */
export interface PrometheusText {
  reader: PrometheusExporter
  /** The exposition format, version 0.0.4. */
  read(): Promise<string>
}

export function createPrometheusText(now: () => number = () => performance.now()): PrometheusText {
  const reader = new PrometheusExporter({ preventServerStart: true })
  const serializer = new PrometheusSerializer('', false, undefined, false, true)
  let last: { at: number; text: Promise<string> } | null = null

  async function collect(): Promise<string> {
    const { resourceMetrics } = await reader.collect({ timeoutMillis: PATIENCE_MS })
    return serializer.serialize(withUnitNames(resourceMetrics))
  }

  return {
    reader,
    read() {
      if (!last || now() - last.at >= FRESH_MS) last = { at: now(), text: collect() }
      return last.text
    },
  }
}
