import { classifyFailure } from './classify-failure'
import type { Classification, FailureOutcome } from './failure'
import { OutcomeError } from './outcome-error'
import { readFailure } from './read-failure'
import { verdict } from './verdict'

export interface ThrownBy {
  provider: string
  model: string | null
  /** The caller's own: what it aborts is no failure. */
  signal: AbortSignal | undefined
  /** In milliseconds since 1970. */
  now: number
  /** Uniform in [0, 1). */
  random: () => number
}

/** What was thrown, as what it means for the key and as what it says. */
export function classifyError(
  error: unknown,
  { provider, model, signal, now, random }: ThrownBy,
): { classification: Classification; message: string } {
  if (OutcomeError.isInstance(error)) {
    return { classification: verdict(error.outcome), message: error.message }
  }
  const failure = readFailure(error, signal)
  const about = model === null ? {} : { model }
  const classification = classifyFailure({ provider, failure, now, random, ...about })
  return { classification, message: failure.message }
}

/**
 * What an error of a provider's SDK or of `fetch` means for the key that was used.
 *
 * @example
 * if (outcomeOf(error, { provider: 'gemini' }) === 'client_error') return badRequest()
 */
export function outcomeOf(
  error: unknown,
  { provider, signal }: { provider: string; signal?: AbortSignal },
): FailureOutcome {
  const about = { provider, model: null, signal, now: 0, random: () => 0 }
  return classifyError(error, about).classification.outcome
}
