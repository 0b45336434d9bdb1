import { z } from 'zod'
import { bodyOf, refuse, tooMany } from './answers'
import { askAuth, type AuthRoute, outcomeOf, tell } from './auth-route'

const credentialsSchema = z.object({ email: z.string().max(320), password: z.string().max(1_024) })

const answerSchema = z.object({ user: z.object({ id: z.string() }) })

const challengeSchema = z.object({ twoFactorRedirect: z.literal(true) })

/** Takes an address and a password. Where a second factor is set up, no session is open yet. */
export const signInByPassword: AuthRoute = async (request, options) => {
  const credentials = await bodyOf(request, credentialsSchema)
  if (!credentials) return refuse(400, 'An e-mail address and a password are needed')
  const { limits, addressOf } = options
  const address = addressOf(request.headers)
  const attempt = await limits.begin({ email: credentials.email, address })
  if (!attempt.isAllowed) return tooMany(attempt.retryAfterMs)
  const response = await askAuth(request, credentials, options).catch(async (error: unknown) => {
    await attempt.end('failed')
    throw error
  })
  const outcome = outcomeOf(response)
  // A disabled person's password was right; that they are disabled is no guess of anybody.
  await attempt.end(response.status === 403 ? 'failed' : outcome)
  const said: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  if (challengeSchema.safeParse(said).success) return response
  const person = answerSchema.safeParse(said).data?.user.id ?? null
  await tell(request, { action: 'session.create', outcome, person }, options)
  return response
}
