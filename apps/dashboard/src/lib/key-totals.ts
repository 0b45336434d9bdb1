import type { ManagedKey } from '@itqan/keys-contract'

export interface KeyTotals {
  keys: number
  active: number
  uses: number
  errors: number
}

export function keyTotals(keys: readonly ManagedKey[]): KeyTotals {
  const totals = { keys: keys.length, active: 0, uses: 0, errors: 0 }
  for (const key of keys) {
    if (key.isActive) totals.active += 1
    totals.uses += key.usageCount
    totals.errors += key.errorCount
  }
  return totals
}
