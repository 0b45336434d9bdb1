import { clearRestartDue, restartMark, updateEnvFile } from '../../env-file'
import { CliFailure } from '../cli-failure'
import { exitCodes } from '../exit-codes'
import { onFile } from './env-file-failure'
import { type Judgement, judgeFile } from './judge-file'
import { hasSucceeded, runExec } from './run-exec'
import type { SyncReport, SyncTask } from './sync-task'

/**
 * Puts the file right, and runs the command of `--exec` if that took a change, or if it failed last time.
 *
 * @throws CliFailure when something could not be done. What was done by then stays.
 */
export async function syncFile(task: SyncTask): Promise<SyncReport> {
  const judgement = await judgeFile(task)
  const hasChanged = (await write(task, judgement)) && !judgement.isRight
  const status = hasChanged ? 'changed' : 'kept'
  const report: SyncReport = { status, key: judgement.key, exec: 'none' }
  task.voice.chosen(report)
  return (await execIfDue(task, hasChanged)) ? { ...report, exec: 'ran' } : report
}

/** A file that is right is made private all the same, and loses what earlier lines say of the variable. */
async function write(task: SyncTask, { isRight, value }: Judgement): Promise<boolean> {
  const { options, path, exec } = task
  const { variable: name, file } = options
  const update = { path, name, value, markRestart: exec !== null && !isRight }
  const { hasChanged } = await onFile(file, () => updateEnvFile(update))
  return hasChanged
}

/** The mark beside the file outlives a run that is killed here. */
async function execIfDue(
  { options, path, exec, voice }: SyncTask,
  isNew: boolean,
): Promise<boolean> {
  if (!exec) return false
  const { file } = options
  const mark = await onFile(file, () => restartMark(path))
  if (mark === null) return false
  voice.execStarts({ isRetry: !isNew })
  const end = await runExec(exec)
  if (!hasSucceeded(end)) {
    throw new CliFailure({
      exitCode: exitCodes.exec,
      code: 'exec_failed',
      say: ({ sync }) => sync.execFailed(end),
    })
  }
  await onFile(file, () => clearRestartDue(path, mark))
  return true
}
