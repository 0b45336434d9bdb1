import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { someOrigin } from '@itqan/keys-router/test-doubles'
import { openTelemetry, type Telemetry } from '@itqan/telemetry/sdk'
import { parseTelemetry } from '@itqan/telemetry/settings'
import { type OtlpReceiver, receiveOtlp, type ReceivedSpan } from '@itqan/telemetry/test-receiver'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { observeEpoch } from '../../src/telemetry/observe-epoch'
import { type InternalApi, SECRET, serveInternalApi } from '../serve-internal-api'
import { readExposition } from './read-exposition'

// An app in a process of its own, the dashboard in this one, and one collector for both.
const program = fileURLToPath(new URL('visit.ts', import.meta.url))
const keys = ['AIzaCANARY-one-0123456789', 'AIzaCANARY-two-0123456789']

let receiver: OtlpReceiver
let telemetry: Telemetry
let api: InternalApi
let exposition: string

beforeAll(async () => {
  receiver = await receiveOtlp()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url)
  const parsed = parseTelemetry({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_METRICS_EXPORTER: 'prometheus',
  })
  if (!parsed.ok || !parsed.settings) throw new Error('Telemetry is off')
  const redact = (text: string) => text
  telemetry = await openTelemetry({ settings: parsed.settings, serviceName: 'dashboard', redact })
  api = await serveInternalApi({ secret: `app:${SECRET}` })
  const { store, feed } = api
  observeEpoch({ changes: (since) => store.changes(since), feed })
  for (const key of keys) await store.create({ provider: 'gemini', name: key, key }, someOrigin)
  const args = ['--import', 'tsx', program, api.url, SECRET, receiver.url]
  await promisify(execFile)(process.execPath, args)
  exposition = (await (await telemetry.metrics?.())?.text()) ?? ''
  await telemetry.close()
}, 120_000)

afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
  vi.unstubAllEnvs()
})

const named = (name: string) => receiver.spans().filter((span) => span.name === name)

function only(name: string, spans = named(name)): ReceivedSpan {
  const [span] = spans
  if (!span || spans.length > 1) throw new Error(`${spans.length} spans ${name}`)
  return span
}

const childrenOf = (parent: ReceivedSpan) =>
  receiver.spans().filter(({ parentSpanId }) => parentSpanId === parent.spanId)

describe('one trace', () => {
  it('leads from a visitor over each attempt', () => {
    const visitor = only('first visitor')
    const call = only('keys.withKey', childrenOf(visitor))
    expect(call.attributes).toMatchObject({
      'keys.provider': 'gemini',
      'keys.outcome': 'ok',
      'keys.attempts': 2,
    })
    const attempts = childrenOf(call).filter(({ name }) => name === 'keys.attempt')
    expect(attempts.map(({ attributes }) => attributes['keys.outcome'])).toEqual([
      'rate_limit',
      'ok',
    ])
  })

  it('goes on over the report to the router and its statements, in the other process', () => {
    const report = receiver
      .spans()
      .filter(({ name, service }) => name === 'keys.report' && service === 'app')
    expect(report.length).toBeGreaterThan(0)
    const visitors = [only('first visitor'), only('second visitor')].map(({ traceId }) => traceId)
    for (const { traceId } of report) expect(visitors).toContain(traceId)
    // Each visitor is told of by a batch: as its parent, or by a link.
    const told = report.flatMap(({ traceId, links }) => [traceId, ...links])
    expect(new Set(told)).toEqual(new Set(visitors))
    for (const sent of report) {
      const request = only('POST /api/internal/trpc', childrenOf(sent))
      expect(request.service).toBe('dashboard')
      const procedure = only('keys.report', childrenOf(request))
      expect(procedure.attributes).toMatchObject({ 'rpc.method': 'report', 'keys.app': 'app' })
      const statements = childrenOf(procedure).map(({ name }) => name)
      expect(statements).toContain('BEGIN')
      expect(statements.some((name) => name.includes('api_keys'))).toBe(true)
    }
  })

  it('has the list that the first visitor waited for, and its entry in the audit', () => {
    const list = only('keys.list')
    const request = receiver.spans().find(({ spanId }) => spanId === list.parentSpanId)
    const call = receiver.spans().find(({ spanId }) => spanId === request?.parentSpanId)
    expect(call?.name).toBe('keys.withKey')
    expect(childrenOf(list).map(({ name }) => name)).toContain('SELECT audit_append')
  })

  it('holds no key, no secret, no value and no text of an error', () => {
    expect(receiver.spans().length).toBeGreaterThan(10)
    for (const told of [...keys, 'CANARY', SECRET, 'is limited']) {
      expect(receiver.bodies()).not.toContain(told)
    }
  })
})

describe('the metrics', () => {
  it('of the app are pushed', () => {
    const expected = ['keys.client.acquisitions', 'keys.client.attempts', 'process.cpu.time']
    expect(receiver.metrics()).toEqual(expect.arrayContaining(expected))
  })

  it('of the dashboard are read as Prometheus reads them, and hold no secret', () => {
    const samples = readExposition(exposition)
    const sum = (name: string, labels: Record<string, string> = {}) =>
      samples
        .filter((sample) => sample.name === name)
        .filter((sample) =>
          Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
        )
        .reduce((total, { value }) => total + value, 0)
    const of = { keys_app: 'app' }
    expect(sum('keys_server_report_uses_total', { ...of, keys_outcome: 'ok' })).toBe(2)
    expect(sum('keys_server_report_uses_total', { ...of, keys_outcome: 'rate_limit' })).toBe(1)
    expect(sum('keys_server_call_duration_seconds_count', { rpc_method: 'list' })).toBeGreaterThan(
      0,
    )
    expect(sum('keys_audit_append_duration_seconds_count')).toBeGreaterThan(0)
    expect(sum('keys_server_epoch')).toBeGreaterThan(0)
    expect(sum('keys_server_epoch_lag')).toBe(0)
    expect(sum('process_memory_usage_bytes')).toBeGreaterThan(0)
    expect(exposition).not.toContain('CANARY')
    expect(exposition).not.toContain(SECRET)
  })
})
