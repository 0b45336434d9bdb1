import type { Auth } from './auth'

/** The person a request's session belongs to. */
export interface SessionUser {
  id: string
  email: string
  name: string
  role: string
  sessionId: string
  /** When the password was last given in this session; `null` when it never was. */
  passwordAt: Date | null
}

interface UserOptions {
  /** A page that is only open keeps no session alive: a person does. Default false. */
  isLookOnly?: boolean
}

/** Reads the session from a request's cookies, `null` without a valid one. */
export async function userOf(
  auth: Auth,
  headers: Headers,
  { isLookOnly = false }: UserOptions = {},
): Promise<SessionUser | null> {
  const session = await auth.api.getSession({ headers, query: { disableRefresh: isLookOnly } })
  // Whoever is disabled while a session is being opened has one that opens nothing.
  if (!session || session.user.disabledAt) return null
  const { id, email, name, role } = session.user
  const { id: sessionId, passwordAt = null } = session.session
  return { id, email, name, role, sessionId, passwordAt }
}
