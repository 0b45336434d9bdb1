/** Which keys are ticked. Apart from React's state: a tick draws one row again, and not the table. */
export interface Selection {
  subscribe(listener: () => void): () => void
  /** The same set until something changes. */
  ids(): ReadonlySet<string>
  set(ids: Iterable<string>, isSelected: boolean): void
  /** These and no others. */
  replace(ids: Iterable<string>): void
  clear(): void
}

export function createSelection(): Selection {
  let selected: ReadonlySet<string> = new Set()
  const listeners = new Set<() => void>()
  function change(next: ReadonlySet<string>): void {
    if (next.size === 0 && selected.size === 0) return
    selected = next
    for (const listener of listeners) listener()
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ids: () => selected,
    set(ids, isSelected) {
      const next = new Set(selected)
      for (const id of ids) {
        if (isSelected) next.add(id)
        else next.delete(id)
      }
      change(next)
    },
    replace: (ids) => change(new Set(ids)),
    clear: () => change(new Set()),
  }
}
