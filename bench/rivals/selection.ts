/** A key of a pool as published ones keep it. */
export interface PoolKey {
  id: string
  key: string
  isActive: boolean
  /** In milliseconds since 1970. */
  coolingUntil: number
  errors: number
  uses: number
  weight: number
}

/** Hands a key out, chosen anew at every call. */
export type Choose = () => PoolKey | undefined

const isUsable = (key: PoolKey, now: number) => key.isActive && key.coolingUntil <= now

/** Filters and sorts the whole pool, and takes the first: fewest errors, then least used. */
export function filterAndSort(pool: readonly PoolKey[]): Choose {
  return () => {
    const now = Date.now()
    const sorted = pool
      .filter((key) => isUsable(key, now))
      .sort((a, b) => a.errors - b.errors || a.uses - b.uses)
    const chosen = sorted[0]
    if (chosen) chosen.uses += 1
    return chosen
  }
}

/** Makes a list with each key as often as it weighs, and takes any of it. */
export function weightedList(pool: readonly PoolKey[]): Choose {
  return () => {
    const now = Date.now()
    const list: PoolKey[] = []
    for (const key of pool) {
      if (!isUsable(key, now)) continue
      for (let turn = 0; turn < key.weight; turn += 1) list.push(key)
    }
    const chosen = list[Math.floor(Math.random() * list.length)]
    if (chosen) chosen.uses += 1
    return chosen
  }
}
