import { type Cooldown, type Outcome, outcomeSchema, type WhyInput } from '@itqan/keys-contract'
import { readCooldowns } from '../store/cooldowns'
import type { Session } from '../store/epoch'
import { decayedErrors } from '../store/recent-errors'
import { readRestSources, type SourcedTarget } from './read-rest-sources'

/** A key as far as it bears on its turn. Holds no secret, and nothing that opens one. */
export interface OrderedKey {
  id: string
  provider: string
  name: string
  maskedKey: string
  quotaPool: string | null
  weight: number
  isActive: boolean
  isDisabledByProvider: boolean
  usageCount: number
  errorCount: number
  /** As of the answer. */
  recentErrors: number
  lastUsedAt: Date | null
  lastFailure: Outcome | null
  lastFailureAt: Date | null
  lastError: string | null
}

/** What the order of a provider's keys is made of. */
export interface OrderFacts {
  at: Date
  /** All of them, in the order of `list`. */
  keys: OrderedKey[]
  /** Those in force. */
  cooldowns: Cooldown[]
  /** Who told of them last, where it is known. */
  sources: SourcedTarget[]
}

const columns = {
  id: true,
  provider: true,
  name: true,
  maskedKey: true,
  quotaPool: true,
  weight: true,
  isActive: true,
  isDisabledByProvider: true,
  usageCount: true,
  errorCount: true,
  recentErrors: true,
  recentErrorsAt: true,
  lastUsedAt: true,
  lastFailure: true,
  lastFailureAt: true,
  lastError: true,
} as const

export async function readOrderFacts(
  session: Session,
  { provider }: Pick<WhyInput, 'provider'>,
): Promise<OrderFacts> {
  const at = new Date()
  const rows = await session.apiKey.findMany({
    where: { provider },
    select: columns,
    orderBy: [{ errorCount: 'asc' }, { usageCount: 'asc' }, { id: 'asc' }],
  })
  const cooldowns = await readCooldowns(session, { providers: [provider] })
  const sources = cooldowns.length > 0 ? await readRestSources(session, provider) : []
  const keys = rows.map(({ recentErrorsAt, ...row }) => ({
    ...row,
    usageCount: Number(row.usageCount),
    errorCount: Number(row.errorCount),
    recentErrors: decayedErrors({ recentErrors: row.recentErrors, recentErrorsAt }, at),
    lastFailure: outcomeSchema.nullable().parse(row.lastFailure),
  }))
  return { at, keys, cooldowns, sources }
}
