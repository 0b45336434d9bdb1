import { type Meter, type MeterProvider, metrics } from '@opentelemetry/api'

/**
 * Instruments that are made at first use: one made before the SDK is there would stay silent for good.
 * Without an SDK they do nothing.
 */
export function instrumentsOf<T>(name: string, make: (meter: Meter) => T): () => T {
  let known: { provider: MeterProvider; made: T } | undefined
  return () => {
    const provider = metrics.getMeterProvider()
    if (known?.provider !== provider) known = { provider, made: make(provider.getMeter(name)) }
    return known.made
  }
}
