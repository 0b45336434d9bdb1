import type { ManagedKey } from '@itqan/keys-contract'

export interface KeyGroup {
  provider: string
  keys: ManagedKey[]
}

/** One group a provider, both in the order of the alphabet; `key-2` comes before `key-10`. */
export function groupKeys(keys: readonly ManagedKey[]): KeyGroup[] {
  const sorted = [...keys].sort(
    (a, b) =>
      order.compare(a.provider, b.provider) || order.compare(a.name, b.name) || idOrder(a, b),
  )
  const groups: KeyGroup[] = []
  for (const key of sorted) {
    const last = groups.at(-1)
    if (last?.provider === key.provider) last.keys.push(key)
    else groups.push({ provider: key.provider, keys: [key] })
  }
  return groups
}

// One fixed locale: the server and the browser must agree on the order.
const order = new Intl.Collator('fr', { numeric: true })

/** Two keys of one name keep their places from one refresh to the next. */
function idOrder(a: ManagedKey, b: ManagedKey): number {
  return a.id < b.id ? -1 : 1
}
