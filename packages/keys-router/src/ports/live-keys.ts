import type { LiveEvent } from '@itqan/keys-contract'

/** Whoever is told what changes. Neither may throw, nor take long. */
export interface LiveListener {
  onEvent(event: LiveEvent): void
  /** Nothing more will be told. */
  onEnd(): void
}

/** Tells what becomes of the keys, counters and rests included, whoever changed it and wherever. */
export interface LiveKeys {
  /**
   * Resolves when all that changes from then on will be told, and some seconds before then.
   *
   * @returns what ends it; calling that again is harmless.
   */
  subscribe(listener: LiveListener): Promise<() => void>
}
