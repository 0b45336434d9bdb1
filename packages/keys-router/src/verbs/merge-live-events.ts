import type { LiveEvent } from '@itqan/keys-contract'

/** Most keys in one event: a page reads what it shows anew for less. */
const MAX_CHANGED = 500

/** Two events as one: of a key told twice, the later word holds. */
export function mergeLiveEvents(first: LiveEvent, second: LiveEvent): LiveEvent {
  const changed = new Map([...first.changed, ...second.changed].map((key) => [key.id, key]))
  // Whatever the second shows is there: it moved, or was removed and is back.
  const back = new Set(second.changed.map(({ id }) => id))
  const gone = new Set(second.removed.filter((id) => !back.has(id)))
  const summary = second.summary ?? first.summary
  const kept = [...changed.values()].filter(({ id }) => !gone.has(id))
  const isOverflow = first.isOverflow || second.isOverflow || kept.length > MAX_CHANGED
  return {
    changed: isOverflow ? [] : kept,
    removed: [...new Set([...first.removed.filter((id) => !back.has(id)), ...gone])],
    ...(summary && { summary }),
    isOverflow,
  }
}
