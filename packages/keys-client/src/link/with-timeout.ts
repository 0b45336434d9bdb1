import type { Clock } from '../clock'

/**
 * Gives a call so much time, in milliseconds, whatever link it takes: what never answers would hold
 * up every later call.
 */
export function withTimeout<T>(
  { clock, timeoutMs }: { clock: Clock; timeoutMs: number },
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  return new Promise((resolve, reject) => {
    const timeout = () => {
      const reason = new DOMException(`No answer within ${timeoutMs} ms`, 'TimeoutError')
      reject(reason)
      controller.abort(reason)
    }
    const timer = clock.after(timeoutMs, timeout, { background: true })
    call(controller.signal)
      .finally(() => timer.cancel())
      .then(resolve, reject)
  })
}
