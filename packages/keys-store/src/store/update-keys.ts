import { KeysError, type KeyChanges, type UpdateKeysInput } from '@itqan/keys-contract'
import { noFailure, trusted } from './change-keys'
import { liftOwnCooldowns } from './cooldowns'
import type { Session } from './epoch'
import type { ChangedKey } from './manage-keys'
import { moveKeys, type MovingKey } from './move-keys'
import { markAsRemoved } from './removed-keys'
import { idsOf, takeKeys, type TakenKeys } from './take-keys'

/** What one provider said of a key means nothing at another, and its pools are its own. */
const unknownThere = {
  ...trusted,
  ...noFailure,
  recentErrors: 0,
  recentErrorsAt: null,
  quotaPool: null,
} as const

/** Changes all keys that there are, or none. `moving`: those that are to change their provider. */
export async function updateKeys(
  session: Session,
  { keyIds, changes, moving }: UpdateKeysInput & { moving: readonly MovingKey[] },
): Promise<ChangedKey[]> {
  const taken = await takeKeys(session, { keyIds })
  if (!taken) return []
  const { keys, revision } = taken
  const { provider, ...rest } = changes
  if (provider !== undefined) await move(session, { ...taken, moving, provider })
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  await session.apiKey.updateMany({
    where: { id: { in: idsOf(keys) } },
    data: { ...set, revision },
  })
  return keys
}

/** Clients of the old provider drop the keys, those of the new one are given them. */
async function move(
  session: Session,
  {
    keys,
    revision,
    moving,
    provider,
  }: TakenKeys & { moving: readonly MovingKey[]; provider: string },
): Promise<void> {
  const leaving = keys.filter((key) => key.provider !== provider)
  const prepared = new Set(moving.map(({ before }) => before.id))
  if (leaving.some(({ id }) => !prepared.has(id))) {
    throw new KeysError('store_busy', 'A key was changed meanwhile: try again')
  }
  const stillThere = new Set(idsOf(leaving))
  const moved = moving.filter(({ before }) => stillThere.has(before.id))
  await moveKeys(session, { moving: moved, provider })
  await session.apiKey.updateMany({
    where: { id: { in: idsOf(leaving) } },
    // A refusal that is told late was another provider's.
    data: { ...unknownThere, enabledAt: new Date() },
  })
  await liftOwnCooldowns(session, { keys: leaving, revision })
  await markAsRemoved(session, { keys: leaving, revision })
}

/** What was changed, for the audit: a name or a pool is a person's to choose, and is not repeated. */
export function tellChanges({ name, provider, quotaPool, weight }: KeyChanges): string {
  const told = [
    name === undefined ? null : 'name',
    provider === undefined ? null : `provider ${provider}`,
    quotaPool === undefined ? null : quotaPool === null ? 'no quota pool' : 'quota pool',
    weight === undefined ? null : `weight ${weight}`,
  ]
  return told.filter((word) => word !== null).join(', ')
}
