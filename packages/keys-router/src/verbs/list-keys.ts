import type { ListInput, ListOutput } from '@itqan/keys-contract'
import type { AuditSink, KeyStore, Origin, Restriction, Trace } from '../ports'
import { handOut } from './hand-out'

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
  const { answer } = await handOut(
    { ctx, input },
    {
      async read(scope) {
        const answer = await ctx.store.list(scope)
        return { answer, epoch: answer.epoch, keyIds: answer.keys.map(({ id }) => id) }
      },
    },
  )
  return answer
}
