/** Each code names a message under `signIn.failure`. */
export type SignInFailure =
  | { code: 'credentials' | 'disabled' | 'network' | 'server' }
  /** `minutes` is how long to wait. */
  | { code: 'rateLimit'; minutes: number }

/** Reads the answer to a sign-in. An address that cannot be one is simply wrong: no hint to a stranger. */
export function signInFailure({
  status,
  minutes,
}: {
  status: number
  /** How long to wait. */
  minutes: number
}): SignInFailure {
  if (status === 429) return { code: 'rateLimit', minutes }
  // Said only to whoever knew the password.
  if (status === 403) return { code: 'disabled' }
  if (status >= 400 && status < 500) return { code: 'credentials' }
  return { code: status === 0 ? 'network' : 'server' }
}
