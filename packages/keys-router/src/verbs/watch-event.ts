import type { WatchEvent } from '@itqan/keys-contract'
import type { Change, ChangeFeed, Restriction } from '../ports'
import { ofProvider } from '../scope'
import { wentBack } from './merge-changes'

/** The longest time over which clients spread their `list`, in milliseconds: one for each of them. */
const MAX_SPREAD_MS = 1_000

/** Whether a stream that told of all up to `known` has to tell a change. */
export function isNews(change: Change, known: number): boolean {
  return change.epoch > known || wentBack(change)
}

/** What asks most of a client. */
export function reasonOf({ hasEdits, removed }: Change): WatchEvent['reason'] {
  if (hasEdits) return 'keys'
  return removed.length > 0 ? 'revoked' : 'cooldowns'
}

/** Over how long those who are told spread what they ask then, in milliseconds. */
export function spreadOf({ hasEdits }: Change, feed: Pick<ChangeFeed, 'subscribers'>): number {
  return hasEdits ? Math.min(MAX_SPREAD_MS, feed.subscribers()) : 0
}

interface EventOptions {
  restriction: Restriction
  reason: WatchEvent['reason']
  spreadMs: number
}

/** A change as one caller is told it. */
export function toEvent(change: Change, options: EventOptions): WatchEvent {
  const { restriction, reason, spreadMs } = options
  return { ...change, cooldowns: ofProvider(restriction, change.cooldowns), reason, spreadMs }
}
