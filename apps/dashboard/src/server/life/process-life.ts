import { beginLife, type DrainJobs, type Life } from '@itqan/life-cycle'
import { isDevelopment } from '../../env'
import { drainTimes } from './drain-times'
import { isCall } from './is-call'

// Instrumentation and route handlers are separate module graphs: they meet on globalThis.
const slot = Symbol.for('itqan.dashboard.life')
const shared = globalThis as { [slot]?: Life }

interface ProcessOptions {
  /** Asked for at the signal. */
  jobs: () => DrainJobs
  /** Told what was not done in time. */
  onLeft: (fields: { signal: string; cutCalls: number; isClosed: boolean }) => void
}

/** Takes the end of this process in hand. In development Next ends it, within a tenth of a second. */
export function beginProcess({ jobs, onLeft }: ProcessOptions): void {
  shared[slot] ??= beginLife({
    jobs: () => ({ isCall, ...jobs() }),
    times: drainTimes,
    handlesSignals: !isDevelopment,
    onLeft,
  })
}

/** Whether this process was told to stop. */
export function isDraining(): boolean {
  return shared[slot]?.isDraining() ?? false
}
