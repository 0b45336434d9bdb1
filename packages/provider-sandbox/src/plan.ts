import type { Behaviour } from './behaviour'
import type { KeyFault } from './fault'

/** How an answer ends: as it should, with a broken connection, or with an error among its events. */
export type Ending = 'whole' | 'cut' | 'overloaded'

/** What to do with a call: refuse it, or answer, late or not, to the end or not. */
export type Plan =
  | { kind: 'refuse'; fault: KeyFault; waitSeconds: number | null }
  | { kind: 'answer'; delayMs: number; ending: Ending }

/** What a provider says to wait, with the fractions of a second that Google sends. */
const MINUTE_WAIT_SECONDS = 22.418273651

/** Per day, Google now says about ten hours. */
const DAY_WAIT_SECONDS = 35_914.204917558

interface PlanOptions {
  behaviour: Behaviour
  /** The key's own wait when it is limited by the minute. */
  retryAfterSeconds?: number | undefined
  streamed: boolean
  slowMs: number
}

/** Says what a key's behaviour means for one call. */
export function planFor({ behaviour, retryAfterSeconds, streamed, slowMs }: PlanOptions): Plan {
  switch (behaviour) {
    case 'healthy':
      return { kind: 'answer', delayMs: 0, ending: 'whole' }
    case 'slow':
      return { kind: 'answer', delayMs: slowMs, ending: 'whole' }
    case 'cut':
      return { kind: 'answer', delayMs: 0, ending: 'cut' }
    case 'overloaded-midstream':
      // Without a stream there is no middle: the status tells it.
      return streamed
        ? { kind: 'answer', delayMs: 0, ending: 'overloaded' }
        : refuse('overloaded', null)
    case 'rate-limited-minute':
      return refuse(behaviour, retryAfterSeconds ?? MINUTE_WAIT_SECONDS)
    case 'rate-limited-day':
      return refuse(behaviour, DAY_WAIT_SECONDS)
    case 'no-quota':
      // Google says to wait even where waiting is useless.
      return refuse(behaviour, MINUTE_WAIT_SECONDS)
    case 'invalid':
    case 'suspended':
    case 'overloaded':
    case 'billing':
    case 'no-model':
    case 'forbidden':
      return refuse(behaviour, null)
    default:
      return behaviour satisfies never
  }
}

function refuse(fault: KeyFault, waitSeconds: number | null): Plan {
  return { kind: 'refuse', fault, waitSeconds }
}
