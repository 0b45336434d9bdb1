import type { PooledKey, ProviderSummary } from '@itqan/keys-contract'

export interface CountedRow {
  key: PooledKey
  isActive: boolean
  /** Switched off by what the provider answered. */
  isRefused?: boolean
}

export function summariseProviders(rows: readonly CountedRow[]): ProviderSummary[] {
  const names = [...new Set(rows.map(({ key }) => key.provider))].toSorted()
  return names.map((provider) => {
    const own = rows.filter(({ key }) => key.provider === provider)
    const active = own.filter(({ isActive }) => isActive).length
    const disabledByProvider = own.filter(({ isRefused }) => isRefused).length
    return { provider, active, disabled: own.length - active, disabledByProvider }
  })
}
