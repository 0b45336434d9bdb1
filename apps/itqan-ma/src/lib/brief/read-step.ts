import { OutcomeError } from '@itqan/keys-client'
import type { Part } from './open-stream'

/** What the next parts of a stream amount to. */
export type Step = { kind: 'text'; text: string } | Ending

/** How a call ends. */
export type Ending =
  | { kind: 'done' }
  /** At the token limit: the key did its work, the text is not whole. */
  | { kind: 'cut' }
  | { kind: 'aborted' }
  /** The client knows what the error means for the key. */
  | { kind: 'failed'; error: unknown }

/** Reads on to the next piece of text, or to the way the stream ends. */
export async function readStep(parts: AsyncIterator<Part>): Promise<Step> {
  try {
    for (;;) {
      const next = await parts.next()
      if (next.done) return brokenOff()
      const step = stepOf(next.value)
      if (step) return step
    }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

function stepOf(part: Part): Step | null {
  if (part.type === 'text-delta') return part.text ? { kind: 'text', text: part.text } : null
  if (part.type === 'abort') return { kind: 'aborted' }
  if (part.type === 'error') return { kind: 'failed', error: part.error }
  return part.type === 'finish' ? endingOf(part) : null
}

function endingOf(part: Extract<Part, { type: 'finish' }>): Ending {
  const { finishReason, rawFinishReason } = part
  if (finishReason === 'stop') return { kind: 'done' }
  if (finishReason === 'length') return { kind: 'cut' }
  // Without any reason the connection was closed before the end.
  if (!rawFinishReason) return brokenOff()
  const outcome = finishReason === 'content-filter' ? 'client_error' : 'overloaded'
  return {
    kind: 'failed',
    error: new OutcomeError(outcome, `The model stopped: ${rawFinishReason}`),
  }
}

function brokenOff(): Ending {
  return { kind: 'failed', error: new OutcomeError('network', 'The answer broke off') }
}
