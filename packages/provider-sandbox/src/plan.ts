import type { Behaviour } from './behaviour'
import type { GeminiError } from './gemini-error'
import { invalidKey, overloaded, quotaExceeded, suspendedKey } from './key-error'

/** What to do with a call: refuse it, or answer, late or not, to the end or not. */
export type Plan =
  | { kind: 'refuse'; error: GeminiError }
  | { kind: 'answer'; delayMs: number; cut: boolean }

interface PlanOptions {
  behaviour: Behaviour
  key: string
  model: string
  slowMs: number
}

/** Says what a key's behaviour means for one call. */
export function planFor({ behaviour, key, model, slowMs }: PlanOptions): Plan {
  switch (behaviour) {
    case 'healthy':
      return { kind: 'answer', delayMs: 0, cut: false }
    case 'slow':
      return { kind: 'answer', delayMs: slowMs, cut: false }
    case 'cut':
      return { kind: 'answer', delayMs: 0, cut: true }
    case 'rate-limited-minute':
      return { kind: 'refuse', error: quotaExceeded({ period: 'PerMinute', model }) }
    case 'rate-limited-day':
      return { kind: 'refuse', error: quotaExceeded({ period: 'PerDay', model }) }
    case 'invalid':
      return { kind: 'refuse', error: invalidKey() }
    case 'suspended':
      return { kind: 'refuse', error: suspendedKey(key) }
    case 'overloaded':
      return { kind: 'refuse', error: overloaded() }
    default:
      return behaviour satisfies never
  }
}
