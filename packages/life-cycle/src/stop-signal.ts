export type StopSignal = 'SIGINT' | 'SIGTERM'

const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM']

/** A terminal's Ctrl-C reaches a process from the terminal and again from whoever started it. */
const SAME_MS = 1_000

/**
 * What a signal asks for: the first begins the end, another that comes at once is the same one by
 * another way, and a later one is somebody's who does not want to wait.
 *
 * @param sinceFirstMs `null` for the first.
 */
export function judgeSignal(sinceFirstMs: number | null): 'begin' | 'same' | 'end' {
  if (sinceFirstMs === null) return 'begin'
  return sinceFirstMs < SAME_MS ? 'same' : 'end'
}

/** As a shell counts it: 128 and the number of the signal. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const satisfies Record<StopSignal, number>

export interface StopOptions {
  /** Brings the work to its end, and answers the exit code. */
  stop(signal: StopSignal): Promise<number>
  exit: (code: number) => void
  /** In milliseconds, never set back. Default `performance.now`. */
  now?: () => number
}

/** Ends the process at SIGTERM and Ctrl-C by way of `stop`; at a second signal, at once. */
export function stopOnSignal({ stop, exit, now = () => performance.now() }: StopOptions): void {
  let firstAt: number | null = null
  for (const signal of signals) {
    process.on(signal, () => {
      const step = judgeSignal(firstAt === null ? null : now() - firstAt)
      if (step === 'end') exit(exitCodes[signal])
      if (step !== 'begin') return
      firstAt = now()
      stop(signal).then(exit, () => exit(1))
    })
  }
}
