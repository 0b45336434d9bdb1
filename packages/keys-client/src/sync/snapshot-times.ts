/** How long a snapshot is trusted, in milliseconds. */
export interface SnapshotTimes {
  /** One that was confirmed this long ago is told to be stale. */
  staleMs: number
  /** One that was confirmed this long ago is not used any more. */
  hardMs: number
  /** Between two refreshes while the stream of changes is open. */
  calmMs: number
  /** Between two refreshes without the stream. */
  pollMs: number
}

export const defaultTimes: SnapshotTimes = {
  staleMs: 60_000,
  hardMs: 15 * 60_000,
  calmMs: 45_000,
  pollMs: 10_000,
}
