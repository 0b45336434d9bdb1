import { MAX_PASSWORD_LENGTH, newPasswordSchema } from '@itqan/keys-contract'
import type { AuditAction } from '@itqan/keys-router'
import { z, type ZodType } from 'zod'
import { userOf } from '../session-user'
import { bodyOf, refuse, tooMany } from './answers'
import { askAuth, type AuthRoute, outcomeOf, tell } from './auth-route'

interface PasswordRoute<T extends object> {
  action: AuditAction
  schema: ZodType<T>
  /** What Better Auth is asked. */
  toBody: (input: T) => object
}

/** Within a session, what wants the password once more. Guesses count as those of a sign-in. */
function withPassword<T extends object>({ action, schema, toBody }: PasswordRoute<T>): AuthRoute {
  return async (request, options) => {
    const user = await userOf(options.auth, request.headers)
    if (!user) return refuse(401, 'Unauthorized')
    const input = await bodyOf(request, schema)
    if (!input) return refuse(400, 'The request is not what is needed', { code: 'INVALID_INPUT' })
    const address = options.addressOf(request.headers)
    const attempt = await options.limits.begin({ email: user.email, address })
    if (!attempt.isAllowed) return tooMany(attempt.retryAfterMs)
    const response = await askAuth(request, toBody(input), options).catch(
      async (error: unknown) => {
        await attempt.end('failed')
        throw error
      },
    )
    const outcome = outcomeOf(response)
    await attempt.end(outcome)
    await tell(request, { action, outcome, person: user.id }, options)
    return response
  }
}

const password = z.string().min(1).max(MAX_PASSWORD_LENGTH)

/** All other sessions end: whoever knew the old password is out. */
export const changePassword = withPassword({
  action: 'password.change',
  schema: z.object({ currentPassword: password, newPassword: newPasswordSchema }),
  toBody: (input) => ({ ...input, revokeOtherSessions: true }),
})

/** Answers a secret and backup codes; the second factor is on with the first code that is right. */
export const beginTwoFactor = withPassword({
  action: 'twoFactor.begin',
  schema: z.object({ password }),
  toBody: (input) => input,
})

export const disableTwoFactor = withPassword({
  action: 'twoFactor.disable',
  schema: z.object({ password }),
  toBody: (input) => input,
})

/** The codes from before open nothing any more. */
export const renewBackupCodes = withPassword({
  action: 'twoFactor.backupCodes',
  schema: z.object({ password }),
  toBody: (input) => input,
})
