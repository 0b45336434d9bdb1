import type { ClockOff } from '../diagnosis'
import type { Answer } from '../facts'

/** `Date` tells whole seconds. */
const GRAIN_MS = 1_000

/**
 * How far this machine's clock surely is from the other's, whatever time the answer was on its way;
 * `null` when the answer does not tell the time.
 */
export function clockOff(answer: Answer): ClockOff | null {
  const date = answer.kind === 'spoken' ? Date.parse(answer.headers.get('date') ?? '') : NaN
  if (answer.kind !== 'spoken' || Number.isNaN(date)) return null
  const slow = date - answer.receivedAt
  const fast = answer.sentAt - (date + GRAIN_MS)
  return slow > 0
    ? { offMs: slow, direction: 'behind' }
    : { offMs: Math.max(0, fast), direction: 'ahead' }
}
