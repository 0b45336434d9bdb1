import { keyStatuses, type KeySummary } from '@itqan/keys-contract'

export interface KeyTotals {
  keys: number
  active: number
  uses: number
  errors: number
}

/** Of all keys, whatever is looked for among them. */
export function totalsOf(summary: KeySummary): KeyTotals {
  const totals = { keys: 0, active: 0, uses: 0, errors: 0 }
  for (const { byStatus, uses, errors } of summary) {
    const keys = keyStatuses.reduce((sum, status) => sum + byStatus[status], 0)
    totals.keys += keys
    totals.active += keys - byStatus.invalid - byStatus.disabled
    totals.uses += uses
    totals.errors += errors
  }
  return totals
}
