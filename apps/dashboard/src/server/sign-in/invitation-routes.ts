import { acceptInvitationInputSchema, invitationTokenSchema, KeysError } from '@itqan/keys-contract'
import { originOf } from '@itqan/keys-router'
import { z } from 'zod'
import { answer, bodyOf, refuse, tooMany } from './answers'
import { type AuthRoute, type AuthRouteOptions, tell } from './auth-route'
import { networkBehind } from './second-factor'

const gone = () =>
  refuse(404, 'This link was used, has ended, or was never made', { code: 'INVITATION_GONE' })

/** What a link offers, for the page that it opens. */
export const readInvitation: AuthRoute = async (request, options) => {
  const body = await bodyOf(request, z.object({ token: invitationTokenSchema }))
  return counted(request, options, async () => {
    const offer = body && (await options.people.offer(body.token))
    return offer ? answer(offer) : gone()
  })
}

/** Makes the person, once. They sign in as everybody does. */
export const acceptInvitation: AuthRoute = async (request, options) => {
  const input = await bodyOf(request, acceptInvitationInputSchema)
  if (!input) return refuse(400, 'The request is not what is needed', { code: 'INVALID_INPUT' })
  return counted(request, options, async () => {
    const { auth, people, addressOf } = options
    // Before the password is hashed, which takes its time on purpose.
    if (!(await people.offer(input.token))) return gone()
    const { password } = await auth.$context
    const { password: chosen, ...person } = input
    const passwordHash = await password.hash(chosen)
    const actor = { kind: 'person', name: null } as const
    const origin = originOf(request.headers, { actor, addressOf })
    try {
      await people.accept({ ...person, passwordHash }, origin)
      return answer({ ok: true })
    } catch (error) {
      if (!KeysError.isInstance(error)) throw error
      const { code: detail } = error
      const outcome = 'failed'
      await tell(request, { action: 'invitation.accept', outcome, person: null, detail }, options)
      if (detail === 'invitation_not_found') return gone()
      if (detail === 'email_taken') return refuse(409, error.message, { code: 'EMAIL_TAKEN' })
      throw error
    }
  })
}

/** Whoever tries tokens is counted; whoever has one is not. */
async function counted(
  request: Request,
  options: AuthRouteOptions,
  job: () => Promise<Response>,
): Promise<Response> {
  const network = networkBehind(request, options)
  const decision = await options.strangers.take(network, 1)
  if (!decision.isAllowed) return tooMany(decision.retryAfterMs)
  const response = await job()
  if (response.status !== 404) await options.strangers.giveBack(network, 1)
  return response
}
