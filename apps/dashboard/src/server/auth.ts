import { passkey } from '@better-auth/passkey'
import type { Log } from '@itqan/keys-router'
import { createAuthAdapter, type Database } from '@itqan/keys-store'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { SESSION_ADDRESS_HEADER } from './arrival/arrival'
import { assertUserVerified } from './sign-in/assert-user-verified'
import { beforeSession } from './sign-in/before-session'

export interface AuthOptions {
  database: Database
  /** Signs cookies; at least 32 characters. */
  secret: string
  /** Where people reach the dashboard. */
  baseURL: string
  /** Told of failures that reach no caller. Default: nobody is. */
  log?: Log
}

/** How long a password that was right waits for its second factor, in seconds. */
const CHALLENGE_SECONDS = 5 * 60

/**
 * A session's `updatedAt` is when its person last went to a page or changed something, to so many seconds:
 * who only searches and sorts does not move it.
 */
const SEEN_SECONDS = 5 * 60

/** People and their sessions. Nobody signs up: an invitation makes a person. */
export function createAuth({ database, secret, baseURL, log }: AuthOptions) {
  return betterAuth({
    appName: 'Itqan Keys',
    secret,
    baseURL,
    basePath: '/api/auth',
    trustedOrigins: originsOf(baseURL),
    database: createAuthAdapter(database),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    session: {
      additionalFields: { passwordAt: { type: 'date', required: false, input: false } },
      updateAge: SEEN_SECONDS,
      // A session that was ended elsewhere is over at once: each request asks the database.
      cookieCache: { enabled: false },
    },
    databaseHooks: { session: { create: { before: beforeSession } } },
    plugins: [
      twoFactor({ twoFactorCookieMaxAge: CHALLENGE_SECONDS }),
      passkey({
        rpName: 'Itqan Keys',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: { afterVerification: ({ verification }) => assertUserVerified(verification) },
        authentication: {
          afterVerification: ({ verification }) => assertUserVerified(verification),
        },
      }),
    ],
    // Guesses are counted before they come here; its own limiter believes any `X-Forwarded-For`.
    rateLimit: { enabled: false },
    // The address as it is: a person looks for their own among their sessions.
    advanced: { ipAddress: { ipAddressHeaders: [SESSION_ADDRESS_HEADER], ipv6Subnet: 128 } },
    telemetry: { enabled: false },
    // Else it prints a failure as it is, and answers without an error id.
    onAPIError: { throw: true },
    logger: {
      // Wrong passwords are in the audit.
      level: 'error',
      log: (_level, message, cause: unknown) =>
        log?.error('Better Auth failed', { said: message, cause }),
    },
  })
}

export type Auth = ReturnType<typeof createAuth>

/** `localhost` and `127.0.0.1` are one machine to a person and two origins to a browser. */
export function originsOf(baseURL: string): string[] {
  const { hostname, origin, port, protocol } = new URL(baseURL)
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') return [origin]
  return [`${protocol}//localhost:${port}`, `${protocol}//127.0.0.1:${port}`]
}
