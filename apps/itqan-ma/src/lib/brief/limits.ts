/** Shared by the form and the server: the lengths of a description, in characters. */
export const MIN_DESCRIPTION = 10
export const MAX_DESCRIPTION = 4000

/** Largest request body read, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024

/** How long a visitor may be kept waiting, in milliseconds. */
export interface BriefTimeouts {
  /** To the first text, over all attempts. */
  firstTextMs: number
  /** To the first text of one attempt, so that a slow key leaves time for another. */
  attemptMs: number
  /** Between two pieces of text. */
  silenceMs: number
}

export const defaultTimeouts: BriefTimeouts = {
  firstTextMs: 20_000,
  attemptMs: 8_000,
  silenceMs: 15_000,
}
