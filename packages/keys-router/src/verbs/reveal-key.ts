import { KeysError, PASSWORD_FRESH_MS } from '@itqan/keys-contract'
import { TooManyRequests } from '../http/too-many-requests'
import type { AuditSink, KeyTransfer, Origin, RateLimiter } from '../ports'
import { record, recordLater } from '../record'
import type { ConsoleUser } from '../trpc'

interface RevealContext {
  transfer: Pick<KeyTransfer, 'open'>
  reveals: RateLimiter
  audit: AuditSink
  origin: Origin
  user: Pick<ConsoleUser, 'id' | 'passwordAt'>
}

/** Shows a key in clear, once it is written down to whom. */
export async function revealKey(opts: {
  ctx: RevealContext
  input: { keyId: string }
  now: Date
}): Promise<{ key: string }> {
  const { ctx, input, now } = opts
  if (!isFresh(ctx.user.passwordAt, now)) {
    throw new KeysError('password_required', 'Give your password again')
  }
  const share = await ctx.reveals.take(ctx.user.id, 1)
  if (!share.isAllowed) throw new TooManyRequests(share.retryAfterMs)
  const opened = await ctx.transfer.open(input.keyId)
  if (!opened) {
    // The id is not repeated: it may be anything.
    recordLater(ctx, { action: 'key.reveal', outcome: 'failed', detail: 'no such key' })
    throw new KeysError('key_not_found', 'No key has this id')
  }
  const { provider, key } = opened
  await record(ctx, { action: 'key.reveal', provider, keyIds: [input.keyId] })
  return { key }
}

function isFresh(passwordAt: Date | null, now: Date): boolean {
  return passwordAt !== null && now.getTime() - passwordAt.getTime() < PASSWORD_FRESH_MS
}
