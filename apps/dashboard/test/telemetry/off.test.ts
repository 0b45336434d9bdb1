import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('list-loaded.ts', import.meta.url))

/** The packages of OpenTelemetry that a process has loaded. */
async function loadedWith(env: Record<string, string>): Promise<string[]> {
  const args = ['--import', 'tsx', program, JSON.stringify(env)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const { loaded } = JSON.parse(stdout) as { loaded: string[] }
  return loaded
}

it('loads nothing of the SDK with nothing set', async () => {
  expect(await loadedWith({})).toEqual(['@opentelemetry/api'])
})

it('loads nothing of the SDK when it is switched off', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' }
  expect(await loadedWith(env)).toEqual(['@opentelemetry/api'])
})

it('loads it when it is switched on', async () => {
  const loaded = await loadedWith({ OTEL_METRICS_EXPORTER: 'prometheus' })
  expect(loaded).toEqual(
    expect.arrayContaining(['@opentelemetry/sdk-metrics', '@opentelemetry/exporter-prometheus']),
  )
})
