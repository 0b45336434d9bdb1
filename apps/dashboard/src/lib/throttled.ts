interface Throttled {
  /** Does the job when it may be done again: once for all who ask for it before. */
  soon(): void
  /** Does it at once, and not again for those who asked for it before. */
  now(): void
}

/** A job that is done soon after it is asked for, and not more often than that. */
export function throttled(job: () => void, everyMs: number): Throttled {
  let doneAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  function now(): void {
    clearTimeout(timer)
    timer = undefined
    // Not the time of day, which may step back.
    doneAt = performance.now()
    job()
  }

  return {
    soon() {
      timer ??= setTimeout(now, Math.max(0, doneAt + everyMs - performance.now()))
    },
    now,
  }
}
