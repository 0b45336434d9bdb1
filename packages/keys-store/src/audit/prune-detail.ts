import type { EntryFields } from './audit-entry'

/** What an `audit.prune` entry says of itself. */
export const pruneDetail = (upTo: bigint): string => `up to ${upTo}`

/** Up to which entry it removed; `null` where it is no such entry. */
export function prunedUpTo({ action, outcome, detail }: EntryFields): bigint | null {
  if (action !== 'audit.prune' || outcome !== 'ok') return null
  const [, seq] = /^up to (\d{1,19})$/.exec(detail ?? '') ?? []
  return seq === undefined ? null : BigInt(seq)
}
