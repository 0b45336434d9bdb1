/** A way to hear at once that another process changed something. What it misses, the feed's poll finds. */
export interface ChangeSignal {
  /**
   * Begins to listen, and goes on by itself whatever breaks. Called once, at the first subscriber. Never
   * throws.
   *
   * @param wake to be called when something was changed, or may have been while nobody listened.
   */
  start(wake: () => void): void
  /** Gives its connections back, in bounded time and for good. Never rejects. */
  close(): Promise<void>
}
