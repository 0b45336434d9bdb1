import type { LiveEvent, ManagedKey } from '@itqan/keys-contract'
import { readManagedKeys } from '../managed/read-managed-keys'
import { summariseKeys } from '../managed/summarise-keys'
import type { Session } from '../store/epoch'
import type { Differences } from './compare-sights'

/** More keys than this are not told one by one: a page reads what it shows anew for less. */
const MAX_CHANGED = 300

/** What a page is told of these differences. */
export async function readEvent(
  session: Session,
  { ids, targets, removed }: Differences,
): Promise<LiveEvent> {
  const affected = await readAffected(session, targets)
  const all = [...new Set([...ids, ...affected])]
  const isOverflow = all.length > MAX_CHANGED
  const changed = isOverflow ? [] : await readManagedKeys(session, { ids: all, now: new Date() })
  return { changed, removed, isOverflow, summary: await summariseKeys(session, {}) }
}

/** Ids of the keys that these rests are about. */
async function readAffected(session: Session, targets: Differences['targets']): Promise<string[]> {
  if (targets.length === 0) return []
  const rows = await session.apiKey.findMany({
    where: { OR: targets.map(keysOf) },
    select: { id: true },
    take: MAX_CHANGED + 1,
  })
  return rows.map(({ id }) => id)
}

function keysOf({ scope, provider, target }: Differences['targets'][number]) {
  switch (scope) {
    case 'key':
    case 'key_model':
      return { id: target }
    case 'pool_model':
      return { provider, quotaPool: target }
    case 'provider':
      return { provider: target }
    default:
      return scope satisfies never
  }
}

/** Leaves out what was told before in the same words, and remembers the rest. */
export interface Memory {
  withoutOld(event: LiveEvent): LiveEvent
}

export function createMemory(): Memory {
  let rows = new Map<string, string>()
  let summary: string | undefined
  return {
    withoutOld({ summary: counts, ...event }) {
      const changed = event.changed.filter((key) => rows.get(key.id) !== textOf(key))
      // Of the last event alone: what was told earlier may be told again.
      rows = new Map(event.changed.map((key) => [key.id, textOf(key)]))
      const text = JSON.stringify(counts)
      const isNew = text !== summary
      summary = text
      return { ...event, changed, ...(isNew && counts && { summary: counts }) }
    },
  }
}

function textOf(key: ManagedKey): string {
  return JSON.stringify(key)
}
