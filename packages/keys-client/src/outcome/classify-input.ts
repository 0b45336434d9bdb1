import type { ProviderFailure } from './failure'

export interface ClassifyInput {
  /** The key's provider: one of `knownProviders`, or any other name. */
  provider: string
  failure: ProviderFailure
  /** The model that was asked for: an answer may name it. */
  model?: string | undefined
  /** Milliseconds since 1970. */
  now: number
  /** Uniform in [0, 1): spreads callers that were told the same hint. */
  random: () => number
}
