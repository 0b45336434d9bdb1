import {
  countsAgainstKey,
  INVALID_KEY_CONFIRMATIONS,
  isFailure,
  type Outcome,
  type ReportEntry,
} from '@itqan/keys-contract'
import { decayedErrors, type RecentErrors } from './recent-errors'
import { isOfPast, type PastProvider } from './past-provider'
import { toStorable } from './storable-text'

/** What a batch is weighed against, as it stands under the row's lock. */
export interface KnownKey extends RecentErrors {
  id: string
  provider: string
  quotaPool: string | null
  isActive: boolean
  invalidReports: number
  enabledAt: Date | null
  lastOkAt: Date | null
  lastRefusedAt: Date | null
  /** Where it was before; `null` for a key that was never moved. */
  past: PastProvider | null
}

/** What a key's row becomes. Counters are added, `null` keeps what is there, the rest replaces it. */
export interface LearnedKey extends KnownKey {
  uses: number
  errors: number
  lastUsedAt: Date
  /** The last failure of the batch, its moment and its text: the three belong together. */
  lastFailure: Outcome | null
  lastFailureAt: Date | null
  lastError: string | null
  /** The provider refuses the key: it is to be switched off. */
  isRefused: boolean
  /** Whether `list` will show it differently, its counters apart. */
  isEdited: boolean
}

interface Lesson {
  entries: ReportEntry[]
  keys: Map<string, KnownKey>
  now: Date
  /** False where no epoch can be given to an edit: then nothing is edited. */
  mayEdit: boolean
}

/** Weighs a batch, key by key. Entries of unknown keys are passed over. */
export function learnFromUses({ entries, keys, now, mayEdit }: Lesson): LearnedKey[] {
  const inOrder = entries.toSorted(byMoment)
  return [...keys.values()].flatMap((key) => {
    const uses = inOrder.filter((entry) => entry.keyId === key.id)
    const last = uses.at(-1)
    return last ? learn({ key, uses, last, now, mayEdit }) : []
  })
}

interface Uses extends Pick<Lesson, 'now' | 'mayEdit'> {
  key: KnownKey
  uses: ReportEntry[]
  last: ReportEntry
}

function learn({ key, uses, last, now, mayEdit }: Uses): LearnedKey {
  const counted = uses.filter(({ outcome }) => countsAgainstKey(outcome))
  // What another provider said of the key counts, and teaches nothing.
  const telling = uses.filter((use) => !isOfPast(use, key.past))
  const errors = telling.filter(({ outcome }) => countsAgainstKey(outcome))
  const failures = telling.filter(({ outcome }) => isFailure(outcome))
  const { isRefused, ...verdict } = judge(key, telling)
  const quotaPool = key.quotaPool ?? (mayEdit ? poolOf(failures) : null)
  return {
    ...key,
    ...verdict,
    uses: total(uses),
    errors: total(counted),
    ...(errors.length > 0 && {
      recentErrors: decayedErrors(key, now) + recent(errors, now),
      recentErrorsAt: now,
    }),
    lastUsedAt: last.lastUsedAt,
    ...lastOf(failures),
    quotaPool,
    isRefused: mayEdit && isRefused,
    isEdited: mayEdit && (isRefused || quotaPool !== key.quotaPool),
  }
}

function lastOf(failures: ReportEntry[]) {
  const last = failures.at(-1)
  return {
    lastFailure: last?.outcome ?? null,
    lastFailureAt: last?.lastUsedAt ?? null,
    lastError: last?.lastError ?? null,
  }
}

function poolOf(failures: ReportEntry[]): string | null {
  const named = failures.find((use) => use.quotaPool)?.quotaPool
  return (named && toStorable(named)) || null
}

/** A use that went well, in the same moment or later, speaks louder than a refusal. */
function judge(key: KnownKey, uses: ReportEntry[]) {
  let { invalidReports, lastOkAt, lastRefusedAt } = key
  let isRefused = false
  for (const use of uses) {
    const { outcome, exact, count, lastUsedAt: at } = use
    if (outcome === 'ok') {
      if (!isAfter(lastRefusedAt, at)) invalidReports = 0
      if (!isAfter(lastOkAt, at)) lastOkAt = at
      isRefused = false
    } else if (isTimelyRefusal(use, key)) {
      if (!exact) invalidReports = Math.min(invalidReports + count, INVALID_KEY_CONFIRMATIONS)
      if (!isAfter(lastRefusedAt, at)) lastRefusedAt = at
      isRefused ||= exact === true || invalidReports >= INVALID_KEY_CONFIRMATIONS
    }
  }
  return { invalidReports, lastOkAt, lastRefusedAt, isRefused: isRefused && key.isActive }
}

/** Whether an entry refuses the key as it is now: not as it was before it went well, or was switched on. */
export function isTimelyRefusal(
  use: ReportEntry,
  { enabledAt, lastOkAt, past }: Pick<KnownKey, 'enabledAt' | 'lastOkAt' | 'past'>,
): boolean {
  const { outcome, lastUsedAt } = use
  if (outcome !== 'invalid_key' || isOfPast(use, past)) return false
  return [enabledAt, lastOkAt].every((word) => word === null || lastUsedAt > word)
}

function isAfter(moment: Date | null, at: Date): boolean {
  return moment !== null && moment > at
}

/** Errors that arrive late have aged on their way. */
function recent(uses: ReportEntry[], now: Date): number {
  const left = uses.map(({ count, lastUsedAt }) =>
    decayedErrors({ recentErrors: count, recentErrorsAt: lastUsedAt }, now),
  )
  return left.reduce((sum, errors) => sum + errors, 0)
}

function total(uses: ReportEntry[]): number {
  return uses.reduce((sum, { count }) => sum + count, 0)
}

/** In the order of use; of one moment's, those that went well last. */
function byMoment(a: ReportEntry, b: ReportEntry): number {
  const apart = a.lastUsedAt.getTime() - b.lastUsedAt.getTime()
  return apart || Number(a.outcome === 'ok') - Number(b.outcome === 'ok')
}
