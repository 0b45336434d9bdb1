import type { Log } from '@itqan/keys-router'
import { createAuthAdapter, type Database } from '@itqan/keys-store'
import { betterAuth } from 'better-auth'
import { SESSION_ADDRESS_HEADER } from './arrival/arrival'

export interface AuthOptions {
  database: Database
  /** Signs cookies; at least 32 characters. */
  secret: string
  /** Where people reach the dashboard. */
  baseURL: string
  /** Told of failures that reach no caller. Default: nobody is. */
  log?: Log
}

/** People and their sessions. Nobody signs up: the first administrator is made by the first run. */
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
      additionalFields: { role: { type: 'string', required: true, input: false } },
    },
    // Guesses are counted before they come here; its own limiter believes any `X-Forwarded-For`.
    rateLimit: { enabled: false },
    advanced: { ipAddress: { ipAddressHeaders: [SESSION_ADDRESS_HEADER] } },
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
