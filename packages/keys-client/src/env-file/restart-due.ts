import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { type Owner, writeDraft } from './draft'
import { underLock } from './lock'
import { readPresent } from './present-file'
import { restartMarkOf } from './siblings'
import { asEnvFileError, errnoOf } from './system-error'
import { targetOf } from './target-of'

/**
 * What to give to {@link clearRestartDue} after the restart: a change that comes while the app restarts
 * leaves another mark, and wants another restart.
 *
 * @returns `null` when no restart is due.
 */
export async function restartMark(path: string): Promise<string | null> {
  return readMark(await targetOf(path))
}

/** Whether the file has changed since the app was last restarted. */
export async function isRestartDue(path: string): Promise<boolean> {
  return (await restartMark(path)) !== null
}

/** Leaves a mark beside the file that outlives this process. */
export async function markRestartDue(path: string): Promise<void> {
  const target = await targetOf(path)
  await underLock({ target }, async () => {
    await putMark(target, await readPresent(target))
  })
}

/**
 * Says that the app was restarted.
 *
 * @param mark What was due when the restart began: a mark that came later stays. Without it, any is removed.
 */
export async function clearRestartDue(path: string, mark?: string): Promise<void> {
  const target = await targetOf(path)
  await underLock({ target }, () => removeMark(target, mark))
}

/** To be called under the lock. @returns the new mark. */
export async function putMark(target: string, owner: Owner | null): Promise<string> {
  const mark = randomUUID()
  try {
    const draft = await writeDraft(target, Buffer.from(mark), owner)
    await draft.publish(restartMarkOf(target))
  } catch (error) {
    throw asEnvFileError(error, { path: restartMarkOf(target), doing: 'write' })
  }
  return mark
}

/** To be called under the lock: removes this mark, or without one any. */
export async function removeMark(target: string, mark?: string): Promise<void> {
  try {
    const isOther = mark !== undefined && (await readMark(target)) !== mark
    if (!isOther) await rm(restartMarkOf(target), { force: true })
  } catch (error) {
    throw asEnvFileError(error, { path: restartMarkOf(target), doing: 'write' })
  }
}

export async function readMark(target: string): Promise<string | null> {
  try {
    return await readFile(restartMarkOf(target), 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw asEnvFileError(error, { path: restartMarkOf(target), doing: 'read' })
  }
}
