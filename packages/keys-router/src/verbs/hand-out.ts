import type { ListInput } from '@itqan/keys-contract'
import type { AuditSink, Origin, Restriction, Trace } from '../ports'
import { record, recordLater } from '../record'
import { providerWithin } from '../scope'

interface HandOutOptions {
  ctx: { audit: AuditSink; origin: Origin; trace: Trace; restriction: Restriction }
  input: ListInput
}

/** What is to be written down of an answer that has keys. */
interface Handout {
  epoch: number
  keyIds: readonly string[]
}

/** Which keys a caller gets: its own provider's, and what changed since. */
export type HandOutScope = Pick<ListInput, 'since'> & { provider: string | undefined }

/**
 * Reads keys in clear, and lets them go once it is written down who gets which.
 *
 * @throws KeysError `out_of_scope`, `audit_unavailable`
 */
export async function handOut<T extends Handout>(
  { ctx, input }: HandOutOptions,
  read: (scope: HandOutScope) => Promise<T>,
): Promise<T> {
  const provider = providerWithin(ctx.restriction, input.provider)
  const handout = await read({ ...input, provider })
  const { epoch, keyIds } = handout
  const deed = { action: 'keys.list', provider: provider ?? null, keyIds } as const
  if (keyIds.length > 0) await record(ctx, deed)
  else recordLater(ctx, deed)
  ctx.trace('list', epoch)
  return handout
}
