import { beginLife, type Life } from '@itqan/life-cycle'
import { isDevelopment } from '../../env'
import { consoleLog } from '../log'
import { drainTimes } from './drain-times'

// Instrumentation and route handlers are separate module graphs: they meet on globalThis.
const slot = Symbol.for('itqan-ma.life')
const shared = globalThis as { [slot]?: Life }

/** Takes the end of this process in hand. In development Next ends it, within a tenth of a second. */
export function beginProcess(close: (leftMs: number) => Promise<void>): void {
  shared[slot] ??= beginLife({
    jobs: () => ({ close }),
    times: drainTimes,
    handlesSignals: !isDevelopment,
    onLeft: (left) => consoleLog.error('process.stopped_early', left),
  })
}

/** Whether this process was told to stop. */
export function isDraining(): boolean {
  return shared[slot]?.isDraining() ?? false
}
