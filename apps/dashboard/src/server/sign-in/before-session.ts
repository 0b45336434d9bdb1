import { APIError } from 'better-auth/api'

/** Better Auth's paths that open a session for whoever gave the password in the same request. */
const passwordPaths: ReadonlySet<string> = new Set([
  '/sign-in/email',
  '/change-password',
  '/two-factor/disable',
])

/** Within five minutes of the password, and with a second factor besides. */
const secondStepPaths: ReadonlySet<string> = new Set([
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
])

interface EndpointContext {
  path?: string | undefined
  context: { internalAdapter: { findUserById(id: string): Promise<object | null> } }
}

/** What a new session begins with. @throws APIError 403 for a person who may not sign in. */
export async function beforeSession(
  session: { userId: string; passwordAt?: unknown },
  endpoint: EndpointContext | null,
): Promise<{ data: { passwordAt?: Date } }> {
  const person = await endpoint?.context.internalAdapter.findUserById(session.userId)
  if (person && 'disabledAt' in person && person.disabledAt) {
    throw new APIError('FORBIDDEN', { code: 'PERSON_DISABLED', message: 'This person is disabled' })
  }
  const path = endpoint?.path ?? ''
  // One that takes another's place, where a second factor is set up, goes on as the other was.
  const isSignIn = secondStepPaths.has(path) && session.passwordAt === undefined
  return { data: passwordPaths.has(path) || isSignIn ? { passwordAt: new Date() } : {} }
}
