import type { ListInput, ListOutput, PooledKey } from '@itqan/keys-contract'

/** One provider's keys as they were at an epoch. Never changed in place. */
export interface Snapshot {
  epoch: number
  /** When it was last confirmed, in the clock's milliseconds. */
  confirmedAt: number
  keys: ReadonlyMap<string, PooledKey>
}

/** What the next `list` must ask for: everything, or what changed. */
export function refreshInput(provider: string, snapshot: Snapshot | undefined): ListInput {
  return snapshot ? { provider, since: snapshot.epoch } : { provider }
}

/**
 * Applies an answer of `list`. One that is older than the snapshot is dropped: a refresh in flight
 * cannot bring a revoked key back. One that is older than what was asked for comes from a database
 * that went back in time, with all its keys: it replaces the snapshot.
 */
export function applyList(options: {
  snapshot: Snapshot | undefined
  /** The epoch that the request named, if it named one. */
  since: number | undefined
  answer: ListOutput
  now: number
}): Snapshot {
  const { snapshot, since, answer, now } = options
  const isWhole = since === undefined || answer.epoch < since
  if (!isWhole && snapshot && answer.epoch < snapshot.epoch) return snapshot
  const keys = new Map(isWhole ? undefined : snapshot?.keys)
  for (const key of answer.keys) keys.set(key.id, key)
  for (const id of answer.removed) keys.delete(id)
  return { epoch: answer.epoch, confirmedAt: now, keys }
}
