import type { CooldownScope, Outcome } from '@itqan/keys-contract'

/** A failed call as it looks to a classifier, whichever SDK or `fetch` made it. */
export interface ProviderFailure {
  /**
   * - `response`: the provider answered, with a status of 400 or more, or with an error inside a stream.
   * - `network`: no answer, or one that broke off.
   * - `aborted`: the caller gave up.
   * - `unknown`: something that no provider's answer caused, such as a mistake in the caller's code.
   */
  kind: 'response' | 'network' | 'aborted' | 'unknown'
  /** The HTTP status; `null` without one. An error inside a stream may carry its own. */
  status: number | null
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** The parsed JSON body, else its text, else `null`. */
  body: unknown
  /** What the error said, for a person. May hold a key: redact before storing. */
  message: string
}

export type FailureOutcome = Exclude<Outcome, 'ok'>

/** What a failed call means for the key that made it. */
export interface Classification {
  outcome: FailureOutcome
  /** A machine-readable field of the provider named the cause: enough to disable a key. */
  exact: boolean
  /** Until when the provider itself says to wait, in milliseconds since 1970; `null` without a hint. */
  until: number | null
  /** How long to wait where the answer has no hint but its kind has a usual time, in milliseconds. */
  restMs: number | null
  /** Whether `restMs` doubles when the same failure follows a rest. */
  escalates: boolean
  /** What must rest, where it is not what the outcome speaks of by default. */
  scope: CooldownScope | null
  /** The quota pool that the answer named, such as `projects/123`. */
  quotaPool: string | null
}
