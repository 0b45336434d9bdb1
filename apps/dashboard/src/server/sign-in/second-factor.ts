import { createHash } from 'node:crypto'
import { z } from 'zod'
import { networkOf } from '../arrival/address-of'
import { userOf } from '../session-user'
import { bodyOf, refuse, tooMany } from './answers'
import { askAuth, type AuthRoute, type AuthRouteOptions, outcomeOf, tell } from './auth-route'

const totpSchema = z.object({ code: z.string().regex(/^\d{6}$/) })

const backupSchema = z.object({ code: z.string().trim().min(8).max(32) })

const answerSchema = z.object({ token: z.string(), user: z.object({ id: z.string() }) })

/** Where a request without a session comes from, as it is counted. */
export function networkBehind(request: Request, { addressOf }: AuthRouteOptions): string {
  const address = addressOf(request.headers)
  return address === null ? 'unknown' : networkOf(address)
}

/** Ends a sign-in, or, within a session, the setting up of the second factor. */
export const verifyTotp: AuthRoute = async (request, options) => {
  const body = await bodyOf(request, totpSchema)
  if (!body) return refuse(400, 'A code of six digits is needed')
  const inside = await userOf(options.auth, request.headers)
  const response = await verify({ request, body, options })
  const said = await answerOf(response)
  // Better Auth takes a code for as long as it is shown: whoever looked on could come in with it.
  if (said && !(await isFirstUse(said.user.id, body.code, options))) {
    if (inside) return refuse(401, 'This code was used before', { code: 'INVALID_CODE' })
    const { internalAdapter } = await options.auth.$context
    await internalAdapter.deleteSession(said.token)
    await tell(request, refused(said.user.id), options)
    return refuse(401, 'This code was used before', { code: 'INVALID_CODE' })
  }
  const action = inside ? 'twoFactor.enable' : 'session.create'
  const person = inside?.id ?? said?.user.id ?? null
  const detail = inside ? {} : { detail: 'second factor' }
  await tell(request, { action, outcome: outcomeOf(response), person, ...detail }, options)
  return response
}

/** For whoever has lost the authenticator: each of these codes is good once, at a sign-in. */
export const verifyBackupCode: AuthRoute = async (request, options) => {
  const body = await bodyOf(request, backupSchema)
  if (!body) return refuse(400, 'A backup code is needed')
  if (await userOf(options.auth, request.headers)) return refuse(400, 'Nobody is signing in')
  const response = await verify({ request, body, options })
  const person = (await answerOf(response))?.user.id ?? null
  const outcome = outcomeOf(response)
  await tell(request, { action: 'session.create', outcome, person, detail: 'backup code' }, options)
  return response
}

interface Verification {
  request: Request
  body: { code: string }
  options: AuthRouteOptions
}

/** Counted by address as well: Better Auth counts by person, five a password and ten in a row. */
async function verify({ request, body, options }: Verification): Promise<Response> {
  const network = networkBehind(request, options)
  const decision = await options.strangers.take(network, 1)
  if (!decision.isAllowed) return tooMany(decision.retryAfterMs)
  const response = await askAuth(request, body, options)
  if (outcomeOf(response) !== 'refused') await options.strangers.giveBack(network, 1)
  return response
}

async function answerOf(response: Response) {
  if (!response.ok) return null
  return answerSchema.safeParse(await response.clone().json()).data ?? null
}

async function isFirstUse(
  person: string,
  code: string,
  { usedCodes }: AuthRouteOptions,
): Promise<boolean> {
  const key = createHash('sha256').update(`${person} ${code}`).digest('base64url')
  return (await usedCodes.take(key, 1)).isAllowed
}

function refused(person: string) {
  const detail = 'second factor used before'
  return { action: 'session.create', outcome: 'refused', person, detail } as const
}
