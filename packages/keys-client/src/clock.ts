/** A timer that can be called off. Harmless after it has fired. */
export interface Timer {
  cancel(): void
}

/** Time as the client knows it. Another one makes every wait of the client its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once, later. With `background` the timer alone does not keep the process alive. */
  after(ms: number, run: () => void, options?: { background: boolean }): Timer
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run, options) {
    const timer = setTimeout(run, Math.min(ms, MAX_TIMER_MS))
    if (options?.background) timer.unref()
    return { cancel: () => clearTimeout(timer) }
  },
}

// Node takes a longer delay for none at all.
const MAX_TIMER_MS = 2 ** 31 - 1
