import 'server-only'
import { getRuntime } from './runtime'
import { type SessionUser, userOf } from './session-user'

/** The signed-in person, `null` for a visitor. */
export async function getUser(headers: Headers): Promise<SessionUser | null> {
  return userOf(getRuntime().auth, headers)
}
