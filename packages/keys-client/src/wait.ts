import type { Clock } from './clock'

/** Where something may be waited for. */
export interface Wait {
  clock: Clock
  /** A steady moment, in milliseconds. */
  until: number
  signal?: AbortSignal | undefined
}

/**
 * Waits for the first of: `happening`, the time, the caller's abort.
 *
 * @throws the signal's reason when the caller aborts.
 */
export async function waitFor(happening: Promise<unknown> | null, wait: Wait): Promise<void> {
  const { clock, until, signal } = wait
  signal?.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const timer = clock.after(Math.max(0, until - clock.steady()), done)
    const onAbort = () => {
      done()
      reject(signal?.reason)
    }
    function done(): void {
      timer.cancel()
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    happening?.then(done, done)
  })
  signal?.throwIfAborted()
}
