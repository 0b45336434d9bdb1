import { createKeysClient, OutcomeError } from '@itqan/keys-client'
import { openTelemetry } from '@itqan/telemetry/sdk'
import { parseTelemetry } from '@itqan/telemetry/settings'
import { trace } from '@opentelemetry/api'

/**
 * An app's process: `visit.ts <url> <secret> <otlp>`. Two visitors at once have a use each; the first one's
 * first key is limited. Pushes what it measured to the
 * collector, whose address the SDK reads from its environment.
 */
const [, , url = '', secret = '', otlp = ''] = process.argv

const parsed = parseTelemetry({
  OTEL_EXPORTER_OTLP_ENDPOINT: otlp,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
})
if (!parsed.ok || !parsed.settings) throw new Error('Telemetry is off')
const telemetry = await openTelemetry({
  settings: parsed.settings,
  serviceName: 'app',
  redact: (text) => text,
})

const client = createKeysClient({ url, secret })
const tracer = trace.getTracer('visitors')

async function visit(name: string, failures: number): Promise<void> {
  await tracer.startActiveSpan(name, async (span) => {
    await client.withKey('gemini', (key, { number }) => {
      if (number <= failures) throw new OutcomeError('rate_limit', `${key} is limited`)
      return key.length
    })
    span.end()
  })
}

await Promise.all([visit('first visitor', 1), visit('second visitor', 0)])
await client.close()
await telemetry.close()
