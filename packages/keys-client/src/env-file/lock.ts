import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { lock as takeLock } from 'proper-lockfile'
import { EnvFileError } from './env-file-error'
import { lockOf } from './siblings'
import { asEnvFileError, errnoOf } from './system-error'

/** A holder that has given no sign for so long is dead, in milliseconds. */
const STALE_MS = 5_000

/** Longer than a dead holder's lock lasts, in milliseconds. */
const WAIT_MS = 10_000

/** Between two tries, in milliseconds. */
const TRY_EVERY_MS = 25

export interface Lock {
  /** False when another run took this one for dead, after a long sleep of the machine. */
  isHeld(): Promise<boolean>
}

export interface LockOptions {
  target: string
  /** How long to wait for another run, in milliseconds. */
  waitMs?: number | undefined
}

/**
 * Does the work while no other run does work on the same file.
 *
 * @throws EnvFileError `locked` when the other run does not end, `not_writable` when no lock can be set.
 */
export async function underLock<T>(
  { target, waitMs = WAIT_MS }: LockOptions,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  let isLost = false
  const release = await waitForLock(target, {
    waitMs,
    onLost: () => {
      isLost = true
    },
  })
  const mine = await identityOf(lockOf(target))
  try {
    return await work({
      isHeld: async () => !isLost && mine !== null && (await identityOf(lockOf(target))) === mine,
    })
  } finally {
    // What cannot be removed goes stale.
    await release().catch(() => undefined)
  }
}

async function waitForLock(
  target: string,
  { waitMs, onLost }: { waitMs: number; onLost: () => void },
): Promise<() => Promise<void>> {
  const lockfilePath = lockOf(target)
  for (let waited = 0; ; waited += TRY_EVERY_MS) {
    try {
      const options = { lockfilePath, realpath: false, stale: STALE_MS, onCompromised: onLost }
      return await takeLock(target, options)
    } catch (error) {
      // Whatever else is wrong will not pass by waiting.
      const isTaken = errnoOf(error) === 'ELOCKED'
      if (!isTaken) throw lockFailure(error, target)
      if (waited >= waitMs) {
        throw new EnvFileError('locked', { path: target, detail: lockfilePath, cause: error })
      }
    }
    await sleep(TRY_EVERY_MS)
  }
}

function lockFailure(error: unknown, target: string): EnvFileError {
  // Something that is no lock of ours has its name.
  if (['ENOTEMPTY', 'ENOTDIR', 'EEXIST'].includes(errnoOf(error))) {
    return new EnvFileError('locked', { path: target, detail: lockOf(target), cause: error })
  }
  return asEnvFileError(error, { path: target, doing: 'write' })
}

/** Tells this lock from one that another run has set since. */
async function identityOf(lockFolder: string): Promise<string | null> {
  const stats = await stat(lockFolder, { bigint: true }).catch(() => null)
  return stats && `${stats.ino} ${stats.birthtimeNs}`
}
