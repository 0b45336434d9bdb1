import { isRestartDue, updateEnvFile } from '../../env-file'
import { onFile } from './env-file-failure'
import { judgeFile } from './judge-file'
import type { SyncReport, SyncTask } from './sync-task'

/** What `syncFile` would do now. Changes nothing. @throws CliFailure where that would. */
export async function foresee(task: SyncTask): Promise<SyncReport> {
  const { options, path, exec } = task
  const { variable: name, file } = options
  const { isRight, key, value } = await judgeFile(task)
  if (!isRight) await onFile(file, () => updateEnvFile({ path, name, value, dryRun: true }))
  const isDue =
    exec !== null && (!isRight || (await onFile(file, () => isRestartDue({ path, name }))))
  return { status: isRight ? 'kept' : 'would_change', key, exec: isDue ? 'due' : 'none' }
}

/** Whether all is as it must be: for `--check`. */
export const isUpToDate = ({ status, exec }: SyncReport): boolean =>
  status === 'kept' && exec === 'none'
