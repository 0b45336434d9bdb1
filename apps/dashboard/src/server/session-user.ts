import type { Auth } from './auth'

/** The person a request's session belongs to. */
export interface SessionUser {
  id: string
  email: string
  name: string
  role: string
}

/** Reads the session from a request's cookies, `null` without a valid one. */
export async function userOf(auth: Auth, headers: Headers): Promise<SessionUser | null> {
  const session = await auth.api.getSession({ headers })
  if (!session) return null
  const { id, email, name, role } = session.user
  return { id, email, name, role }
}
