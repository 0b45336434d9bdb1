import { type ExportResult, ExportResultCode } from '@opentelemetry/core'
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node'
import { withoutKeys } from '@itqan/keys-contract'
import { expect, it } from 'vitest'
import { redactedSpans } from './redacted-spans'

const other = new NodeTracerProvider().getTracer('test').startSpan('other')
const secret = 'sk-CANARY-0123456789abcdef'

it('lets no secret out, wherever in a span it stands', async () => {
  const memory = new InMemorySpanExporter()
  const exporter = redactedSpans(memory, withoutKeys)
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  const span = provider.getTracer('test').startSpan(`GET https://api.test/?key=${secret}`, {
    attributes: { url: `https://api.test/?key=${secret}`, list: ['a', secret], count: 3 },
    links: [{ context: other.spanContext(), attributes: { secret } }],
  })
  span.addEvent(`failed with ${secret}`, { secret })
  span.recordException(new Error(`Incorrect API key provided: ${secret}`))
  span.setStatus({ code: 2, message: secret })
  span.end()
  await provider.forceFlush()
  const [exported] = memory.getFinishedSpans()
  const { name, attributes, events, links, status } = exported ?? {}
  const told = JSON.stringify({ name, attributes, events, links, status })
  expect(told).not.toContain('CANARY')
  expect(attributes).toMatchObject({ list: ['a', '[redacted]'], count: 3 })
  expect(exported?.spanContext()).toEqual(span.spanContext())
})

it('passes on what became of the export', async () => {
  const failing = {
    export: (_spans: unknown, done: (result: ExportResult) => void) =>
      done({ code: ExportResultCode.FAILED }),
    shutdown: async () => undefined,
  }
  const results: ExportResult[] = []
  redactedSpans(failing, withoutKeys).export([], (result) => results.push(result))
  expect(results).toEqual([{ code: ExportResultCode.FAILED }])
})
