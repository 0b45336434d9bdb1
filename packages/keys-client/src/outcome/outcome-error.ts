import type { FailureOutcome } from './failure'

const marker = Symbol.for('itqan.keys-client.outcome-error')

/**
 * Says what a failed use means, for who knows better than the provider's answer: an answer that came
 * well and is of no use, say. Throw it from `withKey`'s function, or give it to `lease.fail`.
 *
 * @example
 * if (!text) throw new OutcomeError('overloaded', 'The answer was empty')
 */
export class OutcomeError extends Error {
  readonly outcome: FailureOutcome
  readonly [marker] = true

  constructor(outcome: FailureOutcome, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'OutcomeError'
    this.outcome = outcome
  }

  /** Recognises the error even when two copies of this package are loaded. */
  static isInstance(error: unknown): error is OutcomeError {
    return error instanceof Error && marker in error
  }
}
