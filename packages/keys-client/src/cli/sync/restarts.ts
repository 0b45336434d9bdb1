import { backoffDelay } from '../../backoff'
import { systemClock } from '../../clock'
import { isRestartDue, markRestartDue } from '../../env-file'
import { waitFor } from '../../wait'
import { CliFailure } from '../cli-failure'
import { onFile } from './env-file-failure'
import { restartApp } from './restart-app'
import type { SyncReport, SyncTask } from './sync-task'

/** Between two tries of a command that fails: an app is not to be restarted without end. */
const execBackoff = { baseMs: 1_000, capMs: 5 * 60_000, jitter: [0.5, 1] } as const

/** How long a command that is under way may hold up the end of a watch, in milliseconds. */
const PATIENCE_MS = 10_000

/** The restarts of a watch, beside its changes: the file is kept right while the app restarts. */
export interface Restarts {
  /** The file is as this says: restarts the app if that is due. */
  follow(report: SyncReport): void
  /** Resolves when no restart is under way any more, or after a while. */
  ended(): Promise<void>
  /** @throws a mistake of ours that ended the restarts. */
  check(): void
}

export function createRestarts(task: SyncTask): Restarts {
  const { options, path, signal, voice } = task
  const variable = { path, name: options.variable }
  /** The key that the app has, as far as we know. */
  let served: string | null = null
  let latest: SyncReport | null = null
  let hasNews = false
  let running: Promise<void> | null = null
  let crash: Error | null = null

  /** Somebody else may have changed the file, and left no mark. */
  async function markChangeOfOthers(keyId: string): Promise<void> {
    const isOther = served !== null && served !== keyId
    served = keyId
    await onFile(options.file, async () => {
      if (isOther && !(await isRestartDue(variable))) await markRestartDue(variable)
    })
  }

  async function bringUp(report: SyncReport): Promise<void> {
    await markChangeOfOthers(report.key.id)
    voice.done(await restartApp(task, report))
  }

  async function run(): Promise<void> {
    for (let failures = 0; latest;) {
      const report = latest
      hasNews = false
      try {
        await bringUp(failures > 0 ? { ...report, status: 'kept' } : report)
        failures = 0
        if (!hasNews) return
      } catch (error) {
        if (!(error instanceof CliFailure)) throw error
        failures += 1
        voice.trouble(error)
        const pause = backoffDelay({ failures, ...execBackoff, random: Math.random })
        await waitFor(null, { clock: systemClock, until: systemClock.steady() + pause, signal })
      }
    }
  }

  return {
    follow(report) {
      latest = report
      hasNews = true
      // A change of ours has left its mark.
      if (report.status === 'changed') served = report.key.id
      running ??= run()
        .catch((error: unknown) => {
          if (!signal.aborted) crash = error instanceof Error ? error : new Error(String(error))
        })
        .finally(() => {
          running = null
        })
    },
    async ended() {
      if (running)
        await waitFor(running, { clock: systemClock, until: systemClock.steady() + PATIENCE_MS })
    },
    check() {
      if (crash) throw crash
    },
  }
}
