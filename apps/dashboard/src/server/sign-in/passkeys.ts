import { PASSWORD_FRESH_MS } from '@itqan/keys-contract'
import { z } from 'zod'
import { type SessionUser, userOf } from '../session-user'
import { bodyOf, refuse, tooMany } from './answers'
import { askAuth, type AuthRoute, outcomeOf, tell } from './auth-route'
import { networkBehind } from './second-factor'

/** What a browser's authenticator says; Better Auth reads it. */
const ceremony = z.record(z.string(), z.unknown())

const registrationSchema = z.object({ response: ceremony, name: z.string().trim().min(1).max(60) })

const authenticationSchema = z.object({ response: ceremony })

const removalSchema = z.object({ id: z.string().min(1).max(64) })

const sessionSchema = z.object({ user: z.object({ id: z.string() }) })

/**
 * Whoever finds an open page must not give themselves a way in that outlives it: the password was given
 * some minutes ago, or nothing is changed.
 */
function asLately(answer: (user: SessionUser) => AuthRoute): AuthRoute {
  return async (request, options) => {
    const user = await userOf(options.auth, request.headers)
    if (!user) return refuse(401, 'Unauthorized')
    const age = Date.now() - (user.passwordAt?.getTime() ?? 0)
    if (age < PASSWORD_FRESH_MS) return answer(user)(request, options)
    return refuse(403, 'Give your password again', { code: 'SESSION_NOT_FRESH' })
  }
}

/** A challenge for a new passkey. */
export const passkeyRegistrationOptions: AuthRoute = asLately(
  () => (request, options) => askAuth(request, null, options),
)

export const registerPasskey: AuthRoute = changePasskeys(
  'passkey.add',
  registrationSchema,
  'A passkey and its name are needed',
)

export const removePasskey: AuthRoute = changePasskeys(
  'passkey.remove',
  removalSchema,
  'The id of a passkey is needed',
)

function changePasskeys(
  action: 'passkey.add' | 'passkey.remove',
  schema: z.ZodType<object>,
  needed: string,
): AuthRoute {
  return asLately((user) => async (request, options) => {
    const body = await bodyOf(request, schema)
    if (!body) return refuse(400, needed)
    const response = await askAuth(request, body, options)
    await tell(request, { action, outcome: outcomeOf(response), person: user.id }, options)
    return response
  })
}

/** A challenge for whoever signs in. Each leaves a row behind until it is answered. */
export const passkeyChallenge: AuthRoute = async (request, options) => {
  const decision = await options.strangers.take(networkBehind(request, options), 1)
  if (!decision.isAllowed) return tooMany(decision.retryAfterMs)
  return askAuth(request, null, options)
}

export const signInByPasskey: AuthRoute = async (request, options) => {
  const body = await bodyOf(request, authenticationSchema)
  if (!body) return refuse(400, 'A passkey is needed')
  const network = networkBehind(request, options)
  const decision = await options.strangers.take(network, 1)
  if (!decision.isAllowed) return tooMany(decision.retryAfterMs)
  const response = await askAuth(request, body, options)
  const outcome = outcomeOf(response)
  const said: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  const person = sessionSchema.safeParse(said).data?.user.id ?? null
  // Its challenge's place as well.
  if (outcome === 'ok') await options.strangers.giveBack(network, 2)
  await tell(request, { action: 'session.create', outcome, person, detail: 'passkey' }, options)
  // The session's token is in the cookie, and nowhere else.
  return outcome === 'ok' ? withoutBody(response) : response
}

function withoutBody({ headers }: Response): Response {
  const kept = new Headers(headers)
  kept.delete('content-length')
  return Response.json({ ok: true }, { headers: kept })
}
