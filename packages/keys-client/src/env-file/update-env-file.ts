import { chmod } from 'node:fs/promises'
import { type Draft, PRIVATE_MODE, removeDrafts, writeDraft } from './draft'
import { EnvFileError } from './env-file-error'
import { type Lock, underLock } from './lock'
import { isAsRead, type PresentFile, readPresent } from './present-file'
import { putMark, readMark, removeMark } from './restart-due'
import { asEnvFileError } from './system-error'
import { targetOf } from './target-of'
import { withValue } from './with-value'

export interface UpdateOptions {
  /** A symbolic link stays one: the file it leads to is written. */
  path: string
  name: string
  value: string
  /** Tells what would happen, and leaves everything as it is. */
  dryRun?: boolean
  /** A change leaves a mark that a restart is due, see `restartWhileDue`. It is there before the change is. */
  markRestart?: boolean
  /** How long to wait for another run on the same file, in milliseconds. 10 s unless told. */
  waitMs?: number
}

export interface UpdateResult {
  hasChanged: boolean
  /** What the variable was, see `readEnvValue`. As secret as the new value. */
  previous: string | null
}

/** How often something else may change the file under our hands. */
const MAX_TRIES = 3

/**
 * Gives a variable its value in an env file, which is created when it is missing. Readers see the file
 * before or the file after, also when this process is killed; only the owner can read it from then on.
 *
 * @throws EnvFileError; the file is then as it was.
 *
 * @example
 * await updateEnvFile({ path: '.env.local', name: 'GEMINI_API_KEY', value: key, markRestart: true })
 */
export async function updateEnvFile(options: UpdateOptions): Promise<UpdateResult> {
  const target = await targetOf(options.path)
  // What is wrong with the file or the value is told before a lock stands beside it.
  const foreseen = await foresee(target, options)
  if (options.dryRun) return foreseen
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const result = await underLock({ target, waitMs: options.waitMs }, (lock) =>
      tryUpdate(target, lock, options),
    )
    if (result) return result
  }
  throw new EnvFileError('changed_meanwhile', { path: target })
}

async function foresee(target: string, options: UpdateOptions): Promise<UpdateResult> {
  const { hasChanged, previous } = plan(target, await readPresent(target), options)
  return { hasChanged, previous }
}

function plan(target: string, present: PresentFile | null, { name, value }: UpdateOptions) {
  return withValue({ content: present?.content ?? Buffer.alloc(0), name, value, path: target })
}

/** @returns `null` when something changed the file meanwhile, or took the lock away. */
async function tryUpdate(
  target: string,
  lock: Lock,
  options: UpdateOptions,
): Promise<UpdateResult | null> {
  try {
    await removeDrafts(target)
    const present = await readPresent(target)
    const { content, hasChanged, previous } = plan(target, present, options)
    if (!hasChanged) {
      await keepPrivate(target, present)
      return { hasChanged, previous }
    }
    assertOwner(target, present)
    const draft = await writeDraft(target, content, present)
    try {
      const isDone = await publish(draft, { target, present, lock, mark: options })
      return isDone ? { hasChanged, previous } : null
    } finally {
      await draft.discard()
    }
  } catch (error) {
    throw asEnvFileError(error, { path: target, doing: 'write' })
  }
}

interface Publication {
  target: string
  present: PresentFile | null
  lock: Lock
  mark: Pick<UpdateOptions, 'name' | 'markRestart'>
}

async function publish(draft: Draft, publication: Publication): Promise<boolean> {
  const { target, present, lock } = publication
  const { name, markRestart = false } = publication.mark
  // There first, so no crash leaves a change without it. One that was there before stays in any case.
  const wasDue = markRestart && (await readMark(target, name)) !== null
  const mark = markRestart ? await putMark({ target, name }, present) : null
  let isPublished = false
  try {
    // An editor takes no lock: what it saved since we read is not to be lost.
    const isFree = (await isAsRead(target, present)) && (await lock.isHeld())
    if (isFree) {
      await draft.publish(target)
      isPublished = true
    }
  } finally {
    if (mark !== null && !wasDue && !isPublished) await removeMark({ target, name }, mark)
  }
  return isPublished
}

async function keepPrivate(target: string, present: PresentFile | null): Promise<void> {
  if (!present || present.mode === PRIVATE_MODE) return
  assertOwner(target, present)
  await chmod(target, PRIVATE_MODE)
}

/** Replaced by us, another user's file would become ours, and theirs to read no more. */
function assertOwner(target: string, present: PresentFile | null): void {
  const user = process.geteuid?.()
  if (!present || user === undefined || user === 0 || user === present.uid) return
  throw new EnvFileError('not_owner', { path: target })
}
