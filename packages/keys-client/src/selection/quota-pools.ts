import type { KeyState } from './key-state'

/** Which keys share a provider's quota. */
export interface QuotaPools {
  membersOf(quotaPool: string): Iterable<KeyState>
  join(state: KeyState): void
  leave(state: KeyState): void
}

export function createQuotaPools(): QuotaPools {
  const pools = new Map<string, Set<KeyState>>()
  return {
    membersOf: (quotaPool) => pools.get(quotaPool) ?? [],
    join(state) {
      const { quotaPool } = state.key
      if (quotaPool === null) return
      const members = pools.get(quotaPool) ?? new Set()
      pools.set(quotaPool, members.add(state))
    },
    leave(state) {
      const { quotaPool } = state.key
      const members = quotaPool === null ? undefined : pools.get(quotaPool)
      members?.delete(state)
      if (quotaPool !== null && members?.size === 0) pools.delete(quotaPool)
    },
  }
}
