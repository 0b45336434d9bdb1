import { describe, expect, it } from 'vitest'
import { differencesIn, metricsIn, prometheusNames, unknownIn } from './metrics'

const source = `
  calls: meter.createHistogram('keys.server.call.duration', {
    description: 'Calls',
    unit: 's',
    advice: { explicitBucketBoundaries: bounds },
  }),
  const uses = meter.createObservableCounter('keys.client.attempts', { unit: '{attempt}' })
  meter.createObservableGauge('process.memory.usage', { unit: 'By' })
  meter.createUpDownCounter('keys.server.streams', { unit: '{stream}' })
`
const metrics = metricsIn(source)

describe('the metrics of the code', () => {
  it('are found, with the names that Prometheus has for them', () => {
    expect(metrics.flatMap(prometheusNames)).toEqual([
      'keys_server_call_duration_seconds_bucket',
      'keys_server_call_duration_seconds_sum',
      'keys_server_call_duration_seconds_count',
      'keys_client_attempts_total',
      'process_memory_usage_bytes',
      'keys_server_streams',
    ])
  })

  it('are all that a dashboard or a rule may ask for', () => {
    const right = 'sum by (keys_app) (rate(keys_client_attempts_total{keys_outcome!="ok"}[5m]))'
    expect(unknownIn(right, metrics)).toEqual([])
    expect(unknownIn('keys_client_attempts + keys_server_gone', metrics)).toEqual([
      'keys_client_attempts',
      'keys_server_gone',
    ])
  })

  it('are all told of in the document, and no other', () => {
    const document =
      '`keys.server.call.duration` `keys.client.attempts` `process.memory.usage` `keys.server.x`'
    expect(differencesIn(document, metrics)).toEqual([
      'keys.server.x is not made',
      'keys.server.streams is not told of',
    ])
  })
})
