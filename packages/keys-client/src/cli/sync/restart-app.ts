import { restartWhileDue } from '../../env-file'
import { CliFailure } from '../cli-failure'
import { exitCodes } from '../exit-codes'
import { onFile } from './env-file-failure'
import { type Exec, hasSucceeded, runExec } from './run-exec'
import type { SyncReport, SyncTask } from './sync-task'

/** A command that has not ended by then may never do so, in milliseconds. */
const SLOW_MS = 60_000

/**
 * Runs the command of `--exec` if a change of the file has not been followed by one that succeeded,
 * whoever made that change.
 *
 * @throws CliFailure when it fails: the next run tries it again.
 */
export async function restartApp(task: SyncTask, report: SyncReport): Promise<SyncReport> {
  const { options, path, exec, signal, voice } = task
  if (!exec) return report
  const variable = { path, name: options.variable, signal }
  const hasRun = await onFile(options.file, () =>
    restartWhileDue(variable, async () => {
      voice.execStarts({ isRetry: report.status === 'kept' })
      await runToEnd(exec, voice.execIsSlow)
    }),
  )
  return hasRun ? { ...report, exec: 'ran' } : report
}

async function runToEnd(exec: Exec, onSlow: () => void): Promise<void> {
  const timer = setTimeout(onSlow, SLOW_MS)
  const end = await runExec(exec).finally(() => clearTimeout(timer))
  if (hasSucceeded(end)) return
  throw new CliFailure({
    exitCode: exitCodes.exec,
    code: 'exec_failed',
    say: ({ sync }) => sync.execFailed(end),
  })
}
