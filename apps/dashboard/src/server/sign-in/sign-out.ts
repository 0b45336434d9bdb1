import { userOf } from '../session-user'
import { askAuth, type AuthRoute, outcomeOf, tell } from './auth-route'

/** Deletes the session: every other tab and every open stream of it finds it gone. */
export const signOut: AuthRoute = async (request, options) => {
  const user = await userOf(options.auth, request.headers)
  const response = await askAuth(request, {}, options)
  const outcome = outcomeOf(response)
  if (user) await tell(request, { action: 'session.end', outcome, person: user.id }, options)
  return response
}
