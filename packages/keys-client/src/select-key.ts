import type { PooledKey } from '@itqan/keys-contract'

/** What this process knows beyond the snapshot: uses and errors of its own. */
export interface LocalCounts {
  uses: number
  errors: number
}

export interface SelectOptions {
  keys: Iterable<PooledKey>
  local: ReadonlyMap<string, LocalCounts>
  exclude?: ReadonlySet<string> | undefined
  /** Uniform in [0, 1). */
  random: () => number
}

/** Fewest errors, then least used, ties at random. Pure. */
export function selectKey(options: SelectOptions): PooledKey | null {
  const { keys, local, exclude, random } = options
  let best: PooledKey | null = null
  let bestRank = { errors: 0, uses: 0 }
  let ties = 0
  for (const key of keys) {
    if (exclude?.has(key.id)) continue
    const rank = rankOf(key, local.get(key.id))
    const order = best ? rank.errors - bestRank.errors || rank.uses - bestRank.uses : -1
    if (order > 0) continue
    ties = order < 0 ? 1 : ties + 1
    // Each of n equal keys is kept with the chance 1/n.
    if (order < 0 || random() * ties < 1) {
      best = key
      bestRank = rank
    }
  }
  return best
}

function rankOf(key: PooledKey, local: LocalCounts | undefined) {
  return {
    errors: key.errorCount + (local?.errors ?? 0),
    uses: key.usageCount + (local?.uses ?? 0),
  }
}
