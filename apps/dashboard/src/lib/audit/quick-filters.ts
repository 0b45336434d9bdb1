import { auditActions } from '@itqan/keys-contract'
import type { FilterParams } from './filter-params'

type Choice = Pick<FilterParams, 'action' | 'outcome'>

/** What leaves a key as it is. */
const looks = new Set<string>(['key.reveal', 'key.test'])

const changes = auditActions.filter(
  (action) =>
    (action.startsWith('key.') && !looks.has(action)) ||
    ['keys.import', 'keys.adopt', 'keys.rewrap'].includes(action),
)

/** What people ask most, by name. */
export const quickFilters = {
  all: { action: '', outcome: '' },
  reads: { action: 'keys.list,key.reveal', outcome: '' },
  changes: { action: changes.join(','), outcome: '' },
  reveals: { action: 'key.reveal', outcome: '' },
  refusals: { action: '', outcome: 'refused,failed' },
  signIns: { action: 'session.create', outcome: '' },
} as const satisfies Record<string, Choice>

export type QuickFilter = keyof typeof quickFilters

export const quickFilterNames = Object.keys(quickFilters) as QuickFilter[]

export const isChosen = (name: QuickFilter, { action, outcome }: Choice): boolean =>
  quickFilters[name].action === action && quickFilters[name].outcome === outcome
