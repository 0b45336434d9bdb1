import type { Passwords } from '@itqan/keys-router'
import type { Auth } from '../auth'
import type { SignInLimits } from './sign-in-limits'

interface PasswordsOptions {
  auth: Pick<Auth, '$context'>
  /** The sign-in's own: a guess is a guess, wherever it is made. */
  limits: SignInLimits
}

/** Asks people who are signed in for their password again. */
export function createPasswords({ auth, limits }: PasswordsOptions): Passwords {
  return {
    async confirm({ userId, sessionId, password, address }) {
      const { internalAdapter } = await auth.$context
      const email = (await internalAdapter.findUserById(userId))?.email ?? userId
      const attempt = await limits.begin({ email, address })
      if (!attempt.isAllowed) return { outcome: 'limited', retryAfterMs: attempt.retryAfterMs }
      const isRight = await isPasswordOf(userId, password).catch(async (error: unknown) => {
        await attempt.end('failed')
        throw error
      })
      await attempt.end(isRight ? 'ok' : 'refused')
      if (!isRight) return { outcome: 'wrong' }
      await keepGiven(sessionId)
      return { outcome: 'right' }
    },
  }

  async function isPasswordOf(userId: string, password: string): Promise<boolean> {
    const { internalAdapter, password: passwords } = await auth.$context
    const accounts = await internalAdapter.findAccounts(userId)
    const hash = accounts.find(({ providerId }) => providerId === 'credential')?.password
    return hash ? passwords.verify({ hash, password }) : false
  }

  async function keepGiven(sessionId: string): Promise<void> {
    const { adapter } = await auth.$context
    const where = [{ field: 'id', value: sessionId }]
    await adapter.update({ model: 'session', where, update: { passwordAt: new Date() } })
  }
}
