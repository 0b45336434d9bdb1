import type { Telemetry } from '@itqan/telemetry/sdk'
import type { TelemetrySettings } from '@itqan/telemetry/settings'
import { withoutKeys } from '@itqan/keys-contract'

let telemetry: Telemetry | undefined

/** Loads and registers the SDK, before the keys are opened. `null`: nothing of it is loaded. */
export async function startTelemetry(
  settings: TelemetrySettings | null,
  known: readonly string[],
): Promise<void> {
  if (!settings || telemetry) return
  const { openTelemetry } = await import('@itqan/telemetry/sdk')
  const redact = (text: string) => withoutKeys(text, known)
  telemetry = await openTelemetry({ settings, serviceName: 'itqan-ma', redact })
}

/** Sends what is left. The last thing of a process. */
export async function closeTelemetry(): Promise<void> {
  await telemetry?.close()
}
