import { KeysError, type KeyTest } from '@itqan/keys-contract'
import { TooManyRequests } from '../http/too-many-requests'
import type { AuditSink, KeyTester, Origin, RateLimiter } from '../ports'
import { record } from '../record'

/** Asks a key's provider whether it takes the key, and writes down what it answered. */
export async function testKey(opts: {
  ctx: {
    tester: KeyTester
    tests: RateLimiter
    audit: AuditSink
    origin: Origin
    user: { id: string }
  }
  input: { keyId: string }
}): Promise<KeyTest> {
  const { ctx, input } = opts
  const share = await ctx.tests.take(ctx.user.id, 1)
  if (!share.isAllowed) throw new TooManyRequests(share.retryAfterMs)
  const answer = await ctx.tester.test(input.keyId)
  if (!answer) throw new KeysError('key_not_found', 'No key has this id')
  const { provider, ...test } = answer
  await record(ctx, {
    action: 'key.test',
    provider,
    keyIds: [input.keyId],
    detail: test.outcome,
  })
  return test
}
