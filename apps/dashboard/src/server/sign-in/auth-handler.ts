import { randomUUID } from 'node:crypto'
import { cappedRequest, isCrossSite } from '@itqan/keys-router'
import { refuse, uncached } from './answers'
import type { AuthRoute, AuthRouteOptions } from './auth-route'
import { acceptInvitation, readInvitation } from './invitation-routes'
import {
  passkeyChallenge,
  passkeyRegistrationOptions,
  registerPasskey,
  removePasskey,
  signInByPasskey,
} from './passkeys'
import { signInByPassword } from './password-sign-in'
import { verifyBackupCode, verifyTotp } from './second-factor'
import { signOut } from './sign-out'
import { beginTwoFactor, changePassword, disableTwoFactor, renewBackupCodes } from './with-password'

/** Of Better Auth, what the pages use, and our own two for invitations. Nothing else is there. */
const routes: Readonly<Record<string, { method: 'GET' | 'POST'; route: AuthRoute }>> = {
  '/sign-in/email': { method: 'POST', route: signInByPassword },
  '/sign-out': { method: 'POST', route: signOut },
  '/change-password': { method: 'POST', route: changePassword },
  '/two-factor/enable': { method: 'POST', route: beginTwoFactor },
  '/two-factor/disable': { method: 'POST', route: disableTwoFactor },
  '/two-factor/generate-backup-codes': { method: 'POST', route: renewBackupCodes },
  '/two-factor/verify-totp': { method: 'POST', route: verifyTotp },
  '/two-factor/verify-backup-code': { method: 'POST', route: verifyBackupCode },
  '/passkey/generate-register-options': { method: 'GET', route: passkeyRegistrationOptions },
  '/passkey/verify-registration': { method: 'POST', route: registerPasskey },
  '/passkey/delete-passkey': { method: 'POST', route: removePasskey },
  '/passkey/generate-authenticate-options': { method: 'GET', route: passkeyChallenge },
  '/passkey/verify-authentication': { method: 'POST', route: signInByPasskey },
  '/invitation/read': { method: 'POST', route: readInvitation },
  '/invitation/accept': { method: 'POST', route: acceptInvitation },
}

const BASE = '/api/auth'

interface AuthHandlerOptions extends AuthRouteOptions {
  /** Where the pages are served from, such as `https://keys.example`. */
  origins: string[]
}

/** Builds the fetch handler of `/api/auth/*`. Never rejects. */
export function createAuthHandler(
  options: AuthHandlerOptions,
): (request: Request) => Promise<Response> {
  const { origins, log } = options
  return async (request) => {
    const { pathname } = new URL(request.url)
    const found = pathname.startsWith(BASE) ? routeOf(pathname.slice(BASE.length)) : undefined
    if (!found) return refuse(404, 'Not found')
    if (request.method !== found.method) return refuse(405, 'Method not allowed')
    const refusal =
      found.method === 'GET' ? refuseGet(request, origins) : refusePost(request, origins)
    if (refusal) return refusal
    const capped = await cappedRequest(request).catch(() => null)
    // Nobody needs 64 KB to sign in.
    if (!capped) return refuse(413, 'The request body is too large')
    try {
      return uncached(await found.route(capped, options))
    } catch (error) {
      const errorId = randomUUID()
      log.error('Internal error', { errorId, path: pathname, cause: error })
      return refuse(500, 'Internal error', { errorId })
    }
  }
}

function routeOf(path: string) {
  return Object.hasOwn(routes, path) ? routes[path] : undefined
}

function refuseGet(request: Request, origins: string[]): Response | null {
  return isCrossSite(request, origins) ? refuse(403, 'Forbidden') : null
}

function refusePost({ headers }: Request, origins: readonly string[]): Response | null {
  // A browser names the origin of every POST, and no form can send JSON.
  if (!origins.includes(headers.get('origin') ?? '')) return refuse(403, 'Forbidden')
  if (isJson(headers)) return null
  return refuse(415, 'The content type must be application/json')
}

function isJson(headers: Headers): boolean {
  return /^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')
}
