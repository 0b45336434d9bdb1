/** A timer that can be called off. Harmless after it has fired. */
export interface Timer {
  cancel(): void
}

/**
 * Time as the client knows it. Another one makes every wait of the client its own. Two readings, as a
 * wall clock may be set while the client runs: what is a date is compared with `now`, what is a
 * duration or an age with `steady`, and neither ever with the other.
 */
export interface Clock {
  /** Milliseconds since 1970. May jump, ahead or back. */
  now(): number
  /** Milliseconds from some moment on: they never jump and never go back. */
  steady(): number
  /** Runs once, later. With `background` the timer alone does not keep the process alive. */
  after(ms: number, run: () => void, options?: { background: boolean }): Timer
}

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  after(ms, run, options) {
    const timer = setTimeout(run, Math.min(ms, MAX_TIMER_MS))
    if (options?.background) timer.unref()
    return { cancel: () => clearTimeout(timer) }
  },
}

// Node takes a longer delay for none at all.
const MAX_TIMER_MS = 2 ** 31 - 1
