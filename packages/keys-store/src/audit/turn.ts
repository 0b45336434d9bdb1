import type { PreparedEntry } from './audit-entry'

/** What waits for the next statement. */
export interface Pending {
  /** `null` for a probe. */
  entry: PreparedEntry | null
  /** It is kept if the epoch is this one; `null` for in any case. */
  epoch: number | null
}

/** What one statement appends. */
export interface Turn {
  always: PreparedEntry[]
  /** `null` where nothing depends on it. */
  epoch: number | null
  atEpoch: PreparedEntry[]
}

/**
 * Of those that depend on an epoch, the ones with the newest: whoever has an older one in hand has been
 * overtaken, and reads anew.
 */
export function toTurn(items: readonly Pending[]): Turn {
  const turn: Turn = { always: [], epoch: null, atEpoch: [] }
  for (const { epoch } of items) {
    if (epoch !== null) turn.epoch = Math.max(turn.epoch ?? epoch, epoch)
  }
  for (const { entry, epoch } of items) {
    if (!entry) continue
    if (epoch === null) turn.always.push(entry)
    else if (epoch === turn.epoch) turn.atEpoch.push(entry)
  }
  return turn
}
