import type { ClearCooldownsInput, KeyIdsInput, SetActiveInput } from '@itqan/keys-contract'
import type { Restriction } from '@itqan/keys-router'
import { liftCooldowns, liftRefusals } from './cooldowns'
import type { Session } from './epoch'
import type { ChangedKey } from './manage-keys'
import { idsOf, takeKeys } from './take-keys'

/** What a key is given when nobody doubts it. */
export const trusted = { invalidReports: 0, isDisabledByProvider: false } as const

export const noFailure = { lastFailure: null, lastFailureAt: null, lastError: null } as const

const noErrors = {
  errorCount: 0,
  recentErrors: 0,
  recentErrorsAt: null,
  invalidReports: 0,
} as const

export async function setKeysActive(
  session: Session,
  { keyIds, isActive }: SetActiveInput,
): Promise<ChangedKey[]> {
  const taken = await takeKeys(session, { keyIds })
  if (!taken) return []
  const { keys, revision } = taken
  // From here on it is a person's word, and refusals are counted anew.
  await session.apiKey.updateMany({
    where: { id: { in: idsOf(keys) } },
    data: { isActive, revision, ...trusted, ...(isActive && { enabledAt: new Date() }) },
  })
  if (isActive) await liftRefusals(session, taken)
  return keys
}

export async function resetKeysErrors(
  session: Session,
  input: KeyIdsInput & Partial<Restriction>,
): Promise<ChangedKey[]> {
  const taken = await takeKeys(session, input)
  if (!taken) return []
  const { keys, revision } = taken
  const where = { id: { in: idsOf(keys) } }
  await session.apiKey.updateMany({ where, data: { ...noErrors, revision } })
  // Why a provider switched a key off is said until a person switches it.
  await session.apiKey.updateMany({
    where: { ...where, isDisabledByProvider: false },
    data: noFailure,
  })
  await liftCooldowns(session, taken)
  return keys
}

export async function clearKeysCooldowns(
  session: Session,
  { keyIds, model }: ClearCooldownsInput,
): Promise<ChangedKey[]> {
  const taken = await takeKeys(session, { keyIds })
  if (!taken) return []
  await liftCooldowns(session, { ...taken, model })
  return taken.keys
}
