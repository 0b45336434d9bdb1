import { type Attempt, type Lease, OutcomeError } from '@itqan/keys-client'
import { describeFailure } from './describe-failure'
import type { AttemptRecord } from './log-end'
import { type BriefDeps, type BriefOrder, PROVIDER } from './ports'
import type { Step } from './read-step'
import { type Call, startCall } from './start-call'

/** A brief whose first text is there. Its lease is to be ended with it. */
export interface BegunBrief {
  call: Call
  first: string
  lease: Lease
  key: string
}

/**
 * Asks for a brief until its first text has come, with one key after another.
 *
 * @param attempts is told each key that failed.
 */
export function beginBrief(
  deps: BriefDeps,
  order: BriefOrder,
  attempts: AttemptRecord[],
): Promise<BegunBrief> {
  const { keys, gemini, timeouts } = deps
  const options = {
    model: gemini.model,
    signal: order.signal,
    deadline: timeouts.firstTextMs,
    attemptTimeoutMs: timeouts.attemptMs,
  }
  return keys.withKey(PROVIDER, options, async (key, attempt: Attempt) => {
    const call = startCall({ order, gemini, apiKey: key, signal: attempt.signal })
    const step = await call.next()
    if (step.kind === 'text') return { call, first: step.text, lease: attempt.keep(), key }
    call.close()
    const error = failureIn(step, attempt.signal)
    attempts.push({ keyId: attempt.keyId, ...describeFailure(error, key) })
    throw error
  })
}

function failureIn(step: Exclude<Step, { kind: 'text' }>, signal: AbortSignal): unknown {
  if (step.kind === 'failed') return step.error
  if (step.kind === 'aborted') return signal.reason
  // A brief without a word is no brief.
  return new OutcomeError('overloaded', 'The answer was empty')
}
