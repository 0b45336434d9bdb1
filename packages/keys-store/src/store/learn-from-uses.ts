import {
  countsAgainstKey,
  INVALID_KEY_CONFIRMATIONS,
  type Outcome,
  type ReportEntry,
} from '@itqan/keys-contract'
import { isFailure } from './is-failure'
import { decayedErrors, type RecentErrors } from './recent-errors'
import { toStorable } from './storable-text'

/** What a batch is weighed against, as it stands under the row's lock. */
export interface KnownKey extends RecentErrors {
  id: string
  provider: string
  quotaPool: string | null
  isActive: boolean
  invalidReports: number
}

/** What a key's row becomes. Counters are added, `null` keeps what is there, the rest replaces it. */
export interface LearnedKey extends KnownKey {
  uses: number
  errors: number
  lastUsedAt: Date
  lastFailure: Outcome | null
  lastError: string | null
  /** The provider refuses the key: it is to be switched off. */
  isRefused: boolean
  /** Whether `list` will show it differently, its counters apart. */
  isEdited: boolean
}

/** Weighs a batch, key by key. Entries of unknown keys are passed over. */
export function learnFromUses(options: {
  entries: ReportEntry[]
  keys: Map<string, KnownKey>
  now: Date
}): LearnedKey[] {
  const { entries, keys, now } = options
  const inOrder = entries.toSorted(byMoment)
  return [...keys.values()].flatMap((key) => {
    const uses = inOrder.filter((entry) => entry.keyId === key.id)
    const last = uses.at(-1)
    return last ? learn({ key, uses, last, now }) : []
  })
}

function learn(options: {
  key: KnownKey
  uses: ReportEntry[]
  last: ReportEntry
  now: Date
}): LearnedKey {
  const { key, uses, last, now } = options
  const errors = total(uses.filter(({ outcome }) => countsAgainstKey(outcome)))
  const failures = uses.filter(({ outcome }) => isFailure(outcome))
  const verdict = judge(key, uses)
  const named = uses.find((use) => use.quotaPool)?.quotaPool
  const quotaPool = key.quotaPool ?? ((named && toStorable(named)) || null)
  return {
    ...key,
    ...verdict,
    uses: total(uses),
    errors,
    ...(errors > 0 && {
      recentErrors: decayedErrors(key, now) + errors,
      recentErrorsAt: now,
    }),
    lastUsedAt: last.lastUsedAt,
    lastFailure: failures.at(-1)?.outcome ?? null,
    lastError: failures.findLast((use) => use.lastError !== undefined)?.lastError ?? null,
    quotaPool,
    isEdited: verdict.isRefused || quotaPool !== key.quotaPool,
  }
}

/** A use that went well, in the same moment or later, speaks louder than a refusal. */
function judge(key: KnownKey, uses: ReportEntry[]) {
  let { invalidReports } = key
  let isRefused = false
  for (const { outcome, exact, count } of uses) {
    if (outcome === 'ok') {
      invalidReports = 0
      isRefused = false
    } else if (outcome === 'invalid_key') {
      if (!exact) invalidReports = Math.min(invalidReports + count, INVALID_KEY_CONFIRMATIONS)
      isRefused ||= exact === true || invalidReports >= INVALID_KEY_CONFIRMATIONS
    }
  }
  return { invalidReports, isRefused: isRefused && key.isActive }
}

function total(uses: ReportEntry[]): number {
  return uses.reduce((sum, { count }) => sum + count, 0)
}

/** In the order of use; of one moment's, those that went well last. */
function byMoment(a: ReportEntry, b: ReportEntry): number {
  const apart = a.lastUsedAt.getTime() - b.lastUsedAt.getTime()
  return apart || Number(a.outcome === 'ok') - Number(b.outcome === 'ok')
}
