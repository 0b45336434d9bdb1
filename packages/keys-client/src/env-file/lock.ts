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
  /** What stands for the lock. By default that of changes to the file. */
  place?: string
  /** How long to wait for another run, in milliseconds. */
  waitMs?: number | undefined
  /** Ends the wait. */
  signal?: AbortSignal | undefined
}

/**
 * Does the work while no other run does work under the same lock.
 *
 * @throws EnvFileError `locked` when the other run does not end, `not_writable` when no lock can be set;
 *   the signal's reason.
 */
export async function underLock<T>(
  { target, place = lockOf(target), waitMs = WAIT_MS, signal }: LockOptions,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  let isLost = false
  const onLost = () => {
    isLost = true
  }
  const release = await waitForLock({ target, place, waitMs, signal }, onLost)
  const mine = await identityOf(place)
  try {
    return await work({
      isHeld: async () => !isLost && mine !== null && (await identityOf(place)) === mine,
    })
  } finally {
    // What cannot be removed goes stale.
    await release().catch(() => undefined)
  }
}

interface Wanted {
  target: string
  place: string
  waitMs: number
  signal: AbortSignal | undefined
}

async function waitForLock(wanted: Wanted, onLost: () => void): Promise<() => Promise<void>> {
  const { target, place: lockfilePath, waitMs, signal } = wanted
  for (let waited = 0; ; waited += TRY_EVERY_MS) {
    signal?.throwIfAborted()
    try {
      const options = { lockfilePath, realpath: false, stale: STALE_MS, onCompromised: onLost }
      // By its own name: the library knows one lock for each.
      return await takeLock(lockfilePath, options)
    } catch (error) {
      // Whatever else is wrong will not pass by waiting.
      const isTaken = errnoOf(error) === 'ELOCKED'
      if (!isTaken) throw lockFailure(error, { target, place: lockfilePath })
      if (waited >= waitMs) {
        throw new EnvFileError('locked', { path: target, detail: lockfilePath, cause: error })
      }
    }
    await sleep(TRY_EVERY_MS)
  }
}

function lockFailure(
  error: unknown,
  { target, place }: Pick<Wanted, 'target' | 'place'>,
): EnvFileError {
  // Something that is no lock of ours has its name.
  if (['ENOTEMPTY', 'ENOTDIR', 'EEXIST'].includes(errnoOf(error))) {
    return new EnvFileError('locked', { path: target, detail: place, cause: error })
  }
  return asEnvFileError(error, { path: target, doing: 'write' })
}

/** Tells this lock from one that another run has set since. */
async function identityOf(lockFolder: string): Promise<string | null> {
  const stats = await stat(lockFolder, { bigint: true }).catch(() => null)
  return stats && `${stats.ino} ${stats.birthtimeNs}`
}
