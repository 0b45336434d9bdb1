import type { Clock } from '../clock'

export interface AttemptLimits {
  clock: Clock
  /** The caller's own. */
  signal: AbortSignal | undefined
  /** A steady moment, in milliseconds. */
  deadline: number | undefined
  /** In milliseconds. */
  attemptTimeoutMs: number | undefined
}

/** Who ended an attempt before its own end. */
export type EndedBy = 'caller' | 'deadline' | 'attempt'

/** What cuts one attempt off. */
export interface AttemptSignal {
  readonly signal: AbortSignal
  readonly endedBy: EndedBy | null
  /** Rejects with the reason once the attempt is cut off; `null` when nothing can. */
  readonly cut: Promise<never> | null
  /** The attempt has an answer: time is not counted any more. */
  stopTimers(): void
  /** Nothing of the attempt is left: the caller's signal is let go. */
  dispose(): void
}

/** A call that nothing limits: an `AbortController` costs more than all the rest of a use. */
class Unlimited implements AttemptSignal {
  readonly endedBy = null
  readonly cut = null
  #signal: AbortSignal | null = null

  get signal(): AbortSignal {
    return (this.#signal ??= new AbortController().signal)
  }

  stopTimers(): void {}

  dispose(): void {}
}

export function createAttemptSignal(limits: AttemptLimits): AttemptSignal {
  const { clock, signal, deadline, attemptTimeoutMs } = limits
  if (!signal && deadline === undefined && attemptTimeoutMs === undefined) return new Unlimited()
  const controller = new AbortController()
  let endedBy: EndedBy | null = null

  function end(by: EndedBy, reason: unknown): void {
    if (endedBy) return
    endedBy = by
    controller.abort(reason)
  }

  const timeout = (ms: number, by: EndedBy) => {
    const reason = new DOMException(`No answer within ${Math.round(ms)} ms`, 'TimeoutError')
    return clock.after(Math.max(0, ms), () => end(by, reason))
  }
  const timers = [
    ...(deadline === undefined ? [] : [timeout(deadline - clock.steady(), 'deadline')]),
    ...(attemptTimeoutMs === undefined ? [] : [timeout(attemptTimeoutMs, 'attempt')]),
  ]
  const onAbort = () => end('caller', signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()

  const cut = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason))
  })
  // Nobody may be waiting for it.
  cut.catch(() => {})

  return {
    signal: controller.signal,
    get endedBy() {
      return endedBy
    },
    cut,
    stopTimers() {
      for (const timer of timers) timer.cancel()
    },
    dispose: () => signal?.removeEventListener('abort', onAbort),
  }
}
