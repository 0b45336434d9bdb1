import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { type Owner, writeDraft } from './draft'
import { underLock } from './lock'
import { readPresent } from './present-file'
import { restartLockOf, restartMarkOf } from './siblings'
import { asEnvFileError, errnoOf } from './system-error'
import { targetOf } from './target-of'

/** A variable of an env file: what is restarted is the app that reads it. */
export interface Variable {
  path: string
  name: string
}

/** Another run's restart may be a build that takes its time, in milliseconds. */
const RESTART_WAIT_MS = 15 * 60_000

/** Whether the variable has changed since its app was last restarted. */
export async function isRestartDue({ path, name }: Variable): Promise<boolean> {
  return (await readMark(await targetOf(path), name)) !== null
}

/** Leaves a mark beside the file that outlives this process. */
export async function markRestartDue({ path, name }: Variable): Promise<void> {
  const target = await targetOf(path)
  await underLock({ target }, async () => {
    await putMark({ target, name }, await readPresent(target))
  })
}

/**
 * Restarts while a restart is due, one run at a time: whoever finds another one at it waits, and has
 * nothing left to do then. A change that comes during a restart leads to one more.
 *
 * @param restart throws when it fails: the restart stays due.
 * @returns whether it restarted.
 * @throws what `restart` throws; EnvFileError; the signal's reason while it waits.
 */
export async function restartWhileDue(
  { path, name, signal }: Variable & { signal: AbortSignal },
  restart: () => Promise<void>,
): Promise<boolean> {
  const target = await targetOf(path)
  if ((await readMark(target, name)) === null) return false
  const place = restartLockOf(target, name)
  return underLock({ target, place, waitMs: RESTART_WAIT_MS, signal }, async () => {
    for (let hasRun = false; ; hasRun = true) {
      const mark = await readMark(target, name)
      if (mark === null) return hasRun
      await restart()
      await underLock({ target }, () => removeMark({ target, name }, mark))
    }
  })
}

interface MarkPlace {
  target: string
  name: string
}

/** To be called under the file's lock. @returns the new mark. */
export async function putMark({ target, name }: MarkPlace, owner: Owner | null): Promise<string> {
  const place = restartMarkOf(target, name)
  const mark = randomUUID()
  try {
    const draft = await writeDraft(target, Buffer.from(mark), owner)
    await draft.publish(place)
  } catch (error) {
    throw asEnvFileError(error, { path: place, doing: 'write' })
  }
  return mark
}

/** To be called under the file's lock: removes this mark. One that came later stays. */
export async function removeMark({ target, name }: MarkPlace, mark: string): Promise<void> {
  const place = restartMarkOf(target, name)
  try {
    if ((await readMark(target, name)) === mark) await rm(place, { force: true })
  } catch (error) {
    throw asEnvFileError(error, { path: place, doing: 'write' })
  }
}

export async function readMark(target: string, name: string): Promise<string | null> {
  const place = restartMarkOf(target, name)
  try {
    return await readFile(place, 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw asEnvFileError(error, { path: place, doing: 'read' })
  }
}
