/** Each code names a message under `signIn.failure`. */
export type SignInFailure =
  | { code: 'credentials' | 'network' | 'server' }
  /** `minutes` is how long to wait. */
  | { code: 'rateLimit'; minutes: number }

/** As long as failures are counted, for an answer that does not say. */
const USUAL_WAIT_MINUTES = 15

/**
 * Reads the answer to a sign-in. An address that cannot be one is simply wrong: no hint to a stranger.
 *
 * @param retryAfter the header of that name, in seconds.
 */
export function signInFailure(status: number, retryAfter: string | null): SignInFailure {
  if (status === 429) return { code: 'rateLimit', minutes: minutesIn(retryAfter) }
  if (status >= 400 && status < 500) return { code: 'credentials' }
  return { code: status === 0 ? 'network' : 'server' }
}

function minutesIn(retryAfter: string | null): number {
  const isSeconds = /^\d{1,9}$/.test(retryAfter ?? '')
  return isSeconds ? Math.max(1, Math.ceil(Number(retryAfter) / 60)) : USUAL_WAIT_MINUTES
}
