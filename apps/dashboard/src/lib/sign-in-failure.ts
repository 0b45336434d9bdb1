/** Each value names a message under `signIn.failure`. */
export type SignInFailure = 'credentials' | 'rateLimit' | 'network' | 'server'

/** Reads Better Auth's answer. An address that cannot be one is simply wrong: no hint to a stranger. */
export function signInFailure(status: number): SignInFailure {
  if (status === 429) return 'rateLimit'
  if (status >= 400 && status < 500) return 'credentials'
  return status === 0 ? 'network' : 'server'
}
