import type { Telemetry } from '@itqan/telemetry/sdk'
import type { TelemetrySettings } from '@itqan/telemetry/settings'

// Instrumentation and route handlers are separate module graphs: they meet on globalThis.
const slot = Symbol.for('itqan.dashboard.telemetry')
const shared = globalThis as typeof globalThis & { [slot]?: Telemetry }

export interface TelemetryStart {
  /** `null`: nothing is measured, and nothing of the SDK is loaded. */
  settings: TelemetrySettings | null
  /** Takes out of a text what is known to be secret. */
  redact(text: string): string
}

/** Loads and registers the SDK. Before the runtime is made: what is made earlier stays unmeasured. */
export async function startTelemetry({ settings, redact }: TelemetryStart): Promise<void> {
  if (!settings || shared[slot]) return
  const { openTelemetry } = await import('@itqan/telemetry/sdk')
  shared[slot] = await openTelemetry({ settings, serviceName: 'keys-dashboard', redact })
}

/** Answers what Prometheus asks, `undefined` when it is not switched on. For the internal listener alone. */
export function metricsHandler(): (() => Promise<Response>) | undefined {
  return shared[slot]?.metrics ?? undefined
}

/** Sends what is left. The last thing of a process. */
export async function closeTelemetry(): Promise<void> {
  await shared[slot]?.close()
}
