import { KeysError } from '@itqan/keys-contract'
import { TooManyRequests } from '../http/too-many-requests'
import type { AuditSink, Origin, Passwords } from '../ports'
import { recordLater } from '../record'
import type { ConsoleUser } from '../trpc'

/** Takes a person's password again. What comes of it is in the audit, as a sign-in is. */
export async function confirmPassword(opts: {
  ctx: {
    passwords: Passwords
    audit: AuditSink
    origin: Origin
    user: Pick<ConsoleUser, 'id' | 'sessionId'>
  }
  input: { password: string }
}): Promise<void> {
  const { ctx, input } = opts
  const { id: userId, sessionId } = ctx.user
  const { address } = ctx.origin
  const check = await ctx.passwords.confirm({ userId, sessionId, address, ...input })
  if (check.outcome === 'limited') throw new TooManyRequests(check.retryAfterMs)
  if (check.outcome === 'wrong') throw new KeysError('wrong_password', 'The password is wrong')
  recordLater(ctx, { action: 'session.confirmPassword' })
}
