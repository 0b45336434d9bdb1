import type { KeyIdsInput } from '@itqan/keys-contract'
import type { Restriction } from '@itqan/keys-router'
import { bumpEpoch, type Session } from './epoch'
import type { ChangedKey } from './manage-keys'

/** Keys under lock, and the epoch of what is about to happen to them. */
export interface TakenKeys {
  keys: (ChangedKey & { quotaPool: string | null })[]
  revision: bigint
}

/**
 * Moves the epoch, then locks the keys in the order of their ids, as reports do: two people, or a person
 * and an app, cannot wait for each other. `null` when there is none of them: then no epoch moves.
 */
export async function takeKeys(
  session: Session,
  { keyIds, provider = null }: KeyIdsInput & Partial<Restriction>,
): Promise<TakenKeys | null> {
  const where = { id: { in: keyIds }, ...(provider !== null && { provider }) }
  if (!(await session.apiKey.findFirst({ where, select: { id: true } }))) return null
  const revision = await bumpEpoch(session)
  const keys = await session.$queryRaw<TakenKeys['keys']>`
    SELECT "id", "provider", "quotaPool" FROM "api_keys"
    WHERE "id" = ANY(${keyIds}) AND (${provider}::text IS NULL OR "provider" = ${provider})
    ORDER BY "id" FOR UPDATE`
  return { keys, revision }
}

export function idsOf(keys: readonly ChangedKey[]): string[] {
  return keys.map(({ id }) => id)
}
