import type { WatchEvent } from '@itqan/keys-contract'

/** What came after one epoch, up to another: ids and rests, never key material. */
export type Change = Omit<WatchEvent, 'reason' | 'spreadMs'>

/** Whoever is told of changes. Neither may throw, nor take long. */
export interface ChangeListener {
  onChange(change: Change): void
  /** Nothing more will be told. */
  onEnd(): void
}

/** Tells of every change of the pool after its commit, whichever process made it. */
export interface ChangeFeed {
  /**
   * Resolves when all that is committed from then on will be told.
   *
   * @returns what ends it; calling that again is harmless.
   */
  subscribe(listener: ChangeListener): Promise<() => void>
  /** How many are told. */
  subscribers(): number
}
