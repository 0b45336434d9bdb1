import type { ListInput } from '@itqan/keys-contract'
import type { AuditSink, Origin, Restriction, Trace } from '../ports'
import { record, recordAt, recordLater } from '../record'
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

/** Where answers are. */
export interface Handouts<T extends Handout> {
  read(scope: HandOutScope): Promise<T>
  /** An answer that may be given if the epoch in it still stands. Default: there is none. */
  kept?(scope: HandOutScope): T | undefined
}

/**
 * Reads keys in clear, and lets them go once it is written down who gets which. What is kept goes when the
 * audit, on its one trip, has found its epoch still standing.
 *
 * @throws KeysError `out_of_scope`, `audit_unavailable`
 */
export async function handOut<T extends Handout>(
  { ctx, input }: HandOutOptions,
  handouts: Handouts<T>,
): Promise<T> {
  const provider = providerWithin(ctx.restriction, input.provider)
  const scope = { since: input.since, provider }
  const deedOf = ({ keyIds }: T) =>
    ({ action: 'keys.list', provider: provider ?? null, keyIds }) as const
  const kept = handouts.kept?.(scope)
  // Without keys nobody waits for the audit.
  if (kept && kept.keyIds.length > 0 && (await recordAt(ctx, deedOf(kept), kept.epoch))) {
    ctx.trace('list', kept.epoch)
    return kept
  }
  const handout = await handouts.read(scope)
  if (handout.keyIds.length > 0) await record(ctx, deedOf(handout))
  else recordLater(ctx, deedOf(handout))
  ctx.trace('list', handout.epoch)
  return handout
}
