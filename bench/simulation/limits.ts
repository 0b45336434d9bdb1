/** What a project may ask of one model. */
export interface Limits {
  /** Requests and input tokens a minute. */
  rpm: number
  tpm: number
  /** Requests a day, which begins at midnight in Los Angeles. */
  rpd: number
}

export const tiers = ['free', 'tier1'] as const

export type Tier = (typeof tiers)[number]

export const models = ['gemini-2.5-flash', 'gemini-2.0-flash'] as const

export type Model = (typeof models)[number]

/**
 * Google's own figures, the last that its page named for each model: ai.google.dev/gemini-api/docs/quota,
 * May 2025. Since then each project is shown its own in AI Studio. They hold for a project, whatever
 * the number of its keys.
 */
export const limitsOf: Readonly<Record<Tier, Readonly<Record<Model, Limits>>>> = {
  free: {
    'gemini-2.5-flash': { rpm: 10, tpm: 250_000, rpd: 500 },
    'gemini-2.0-flash': { rpm: 15, tpm: 1_000_000, rpd: 1_500 },
  },
  tier1: {
    'gemini-2.5-flash': { rpm: 1_000, tpm: 1_000_000, rpd: 10_000 },
    'gemini-2.0-flash': { rpm: 2_000, tpm: 4_000_000, rpd: Infinity },
  },
}

/** Of one call, on average: some pages of a document. A call has half or twice as many now and then. */
export const MEAN_TOKENS = 20_000
export const TOKEN_SPREAD = 0.5

/** Calls a minute that a project can answer, as long as its day lasts. */
export const perMinute = ({ rpm, tpm }: Limits): number => Math.min(rpm, tpm / MEAN_TOKENS)
