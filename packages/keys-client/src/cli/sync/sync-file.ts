import { updateEnvFile } from '../../env-file'
import { onFile } from './env-file-failure'
import { judgeFile } from './judge-file'
import type { SyncReport, SyncTask } from './sync-task'

/**
 * Puts the file right. A file that is right is made private all the same, and loses what earlier lines
 * say of the variable.
 *
 * @throws CliFailure when that cannot be; the file is then as it was.
 */
export async function syncFile(task: SyncTask): Promise<SyncReport> {
  const { options, path, exec, voice } = task
  const { variable: name, file } = options
  const { isRight, key, value } = await judgeFile(task)
  const update = { path, name, value, markRestart: exec !== null && !isRight }
  const { hasChanged } = await onFile(file, () => updateEnvFile(update))
  const status = hasChanged && !isRight ? 'changed' : 'kept'
  const report: SyncReport = { status, key, exec: 'none' }
  voice.chosen(report)
  return report
}
