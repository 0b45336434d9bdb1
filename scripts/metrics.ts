/** A metric as the code makes it. */
export interface DeclaredMetric {
  /** OpenTelemetry's. */
  name: string
  unit: string
  kind: 'Counter' | 'Gauge' | 'Histogram' | 'UpDownCounter'
}

const declaration =
  /\.create(?:Observable)?(Counter|Gauge|Histogram|UpDownCounter)\(\s*'([\w.]+)',\s*\{[^]*?unit: '([^']+)'/g

/** The metrics that a source file makes. */
export function metricsIn(source: string): DeclaredMetric[] {
  return Array.from(source.matchAll(declaration), ([, kind, name = '', unit = '']) => ({
    name,
    unit,
    kind: kind as DeclaredMetric['kind'],
  }))
}

const units: Readonly<Record<string, string>> = { s: '_seconds', By: '_bytes', '1': '_ratio' }

/** The names under which Prometheus has it. */
export function prometheusNames({ name, unit, kind }: DeclaredMetric): string[] {
  const full = `${name.replaceAll('.', '_')}${units[unit] ?? ''}`
  if (kind === 'Counter') return [`${full}_total`]
  if (kind === 'Histogram') return [`${full}_bucket`, `${full}_sum`, `${full}_count`]
  return [full]
}

const promName = /\b(?:keys_(?:client|server|audit|limiter)|process|nodejs|v8js)_\w+/g
const otelName = /`((?:keys\.(?:client|server|audit|limiter)|process|nodejs|v8js)\.[\w.]+)`/g

/** What a file of Prometheus's or Grafana's asks for that no code makes. */
export function unknownIn(text: string, metrics: readonly DeclaredMetric[]): string[] {
  const known = new Set(metrics.flatMap(prometheusNames))
  const asked = new Set(Array.from(text.matchAll(promName), ([name]) => name))
  return [...asked].filter((name) => !known.has(name))
}

/** What a document says there is and is not, and what it leaves out. */
export function differencesIn(document: string, metrics: readonly DeclaredMetric[]): string[] {
  const made = new Set(metrics.map(({ name }) => name))
  const told = new Set(Array.from(document.matchAll(otelName), ([, name = '']) => name))
  return [
    ...[...told].filter((name) => !made.has(name)).map((name) => `${name} is not made`),
    ...[...made].filter((name) => !told.has(name)).map((name) => `${name} is not told of`),
  ]
}
