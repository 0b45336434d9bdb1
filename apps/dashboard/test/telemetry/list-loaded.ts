import { createRequire } from 'node:module'
import { createKeysClient } from '@itqan/keys-client'
import { createInternalHandlers } from '@itqan/keys-router'
import { openDatabase } from '@itqan/keys-store'
import { parseTelemetry } from '@itqan/telemetry/settings'
import { startTelemetry } from '../../src/telemetry/telemetry'

/** Starts telemetry as its argument, an environment in JSON, has it beside all that it measures, and names what was loaded. */
const parsed = parseTelemetry(JSON.parse(process.argv[2] ?? '{}') as Record<string, string>)
if (!parsed.ok) throw new Error('The environment is wrong')
await startTelemetry({ settings: parsed.settings, redact: (text) => text })
await openDatabase({ url: 'postgresql://127.0.0.1:1/none' }).close()
const client = createKeysClient({
  url: 'http://127.0.0.1:1',
  secret: 'secret-of-no-one-0123456789-abcdef',
})
await client.close()
const { cache } = createRequire(import.meta.url)
const packages = Object.keys(cache).flatMap(
  (file) => /node_modules\/(@opentelemetry\/[^/]+)\/(?!.*node_modules)/.exec(file)?.[1] ?? [],
)
const loaded = [...new Set(packages)].sort()
process.stdout.write(JSON.stringify({ loaded, isRouterThere: typeof createInternalHandlers }))
process.exit(0)
