import type { ListInput, ListOutput } from '@itqan/keys-contract'
import type { AuditSink, KeyStore, Origin, Restriction, Trace } from '../ports'
import { record, recordLater } from '../record'
import { providerWithin } from '../scope'

interface ListOptions {
  ctx: {
    store: KeyStore
    audit: AuditSink
    origin: Origin
    trace: Trace
    restriction: Restriction
  }
  input: ListInput
}

/** Hands out keys in clear, once it is written down who gets which. */
export async function listKeys({ ctx, input }: ListOptions): Promise<ListOutput> {
  const provider = providerWithin(ctx.restriction, input.provider)
  const answer = await ctx.store.list({ ...input, provider })
  const keyIds = answer.keys.map(({ id }) => id)
  const deed = { action: 'keys.list', provider: provider ?? null, keyIds } as const
  if (keyIds.length > 0) await record(ctx, deed)
  else recordLater(ctx, deed)
  ctx.trace('list', answer.epoch)
  return answer
}
