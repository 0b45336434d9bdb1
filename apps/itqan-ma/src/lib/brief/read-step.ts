import { classifyFailure, type FailureOutcome } from './classify-failure'
import { describeFailure } from './describe-failure'
import type { Part } from './open-stream'

/** What the next parts of a stream amount to. */
export type Step = { kind: 'text'; text: string } | Ending

/** How a use of a key ends. */
export type Ending =
  | { kind: 'done' }
  /** At the token limit: the key did its work, the text is not whole. */
  | { kind: 'cut' }
  | { kind: 'aborted' }
  | Failure

export interface Failure {
  kind: 'failed'
  outcome: FailureOutcome
  /** The HTTP status, when there was one. */
  status: number | null
  message: string
}

export function failure(outcome: FailureOutcome, message: string): Failure {
  return { kind: 'failed', outcome, status: null, message }
}

/** Reads on to the next piece of text, or to the way the stream ends. */
export async function readStep(parts: AsyncIterator<Part>): Promise<Step> {
  try {
    for (;;) {
      const next = await parts.next()
      if (next.done) return failure('network', 'The answer broke off')
      const step = stepOf(next.value)
      if (step) return step
    }
  } catch (error) {
    return failureOf(error)
  }
}

function stepOf(part: Part): Step | null {
  if (part.type === 'text-delta') return part.text ? { kind: 'text', text: part.text } : null
  if (part.type === 'abort') return { kind: 'aborted' }
  if (part.type === 'error') return failureOf(part.error)
  return part.type === 'finish' ? endingOf(part) : null
}

function failureOf(error: unknown): Failure {
  return { kind: 'failed', outcome: classifyFailure(error), ...describeFailure(error) }
}

function endingOf(part: Extract<Part, { type: 'finish' }>): Ending {
  const { finishReason, rawFinishReason } = part
  if (finishReason === 'stop') return { kind: 'done' }
  if (finishReason === 'length') return { kind: 'cut' }
  // Without any reason the connection was closed before the end.
  if (!rawFinishReason) return failure('network', 'The answer broke off')
  const outcome = finishReason === 'content-filter' ? 'client_error' : 'overloaded'
  return failure(outcome, `The model stopped: ${rawFinishReason}`)
}
