import type { RequestFault } from './fault'
import type { HeldKey } from './key-ring'
import { type Plan, planFor } from './plan'
import type { AnswerFormat } from './protocol'
import type { Reading } from './read-request'

/** What becomes of a call. */
export type Verdict =
  | Extract<Plan, { kind: 'refuse' }>
  | { kind: 'refuse'; fault: RequestFault; waitSeconds: null }
  | (Extract<Plan, { kind: 'answer' }> & { asked: Extract<Reading, { kind: 'prompt' }> })

interface JudgeOptions {
  reading: Reading
  /** `null` when the call shows no key. */
  held: HeldKey | null
  format: AnswerFormat
  slowMs: number
}

/** What a provider looks at first comes first: the address, who calls, the body, then the key's state. */
export function judge({ reading, held, format, slowMs }: JudgeOptions): Verdict {
  if (reading.kind === 'fault' && reading.fault === 'unknown-address') return refuse(reading.fault)
  if (!held) return refuse('missing-key')
  if (reading.kind === 'fault') return refuse(reading.fault)
  const { behaviour, retryAfterSeconds } = held
  const plan = planFor({ behaviour, retryAfterSeconds, streamed: format !== 'single', slowMs })
  return plan.kind === 'refuse' ? plan : { ...plan, asked: reading }
}

function refuse(fault: RequestFault): Verdict {
  return { kind: 'refuse', fault, waitSeconds: null }
}
