import { readFile, stat } from 'node:fs/promises'
import { EnvFileError } from './env-file-error'
import { asEnvFileError, errnoOf } from './system-error'

/** An env file as it stands on the disk. */
export interface PresentFile {
  content: Buffer
  /** Its permissions. */
  mode: number
  uid: number
  gid: number
}

/** In bytes. Longer ones are logs or dumps, given by mistake. */
const MAX_BYTES = 256 * 1024

/**
 * @returns `null` when there is no file.
 *
 * @throws EnvFileError `not_a_file`, `too_large` or `not_readable`.
 */
export async function readPresent(target: string): Promise<PresentFile | null> {
  try {
    const { mode, uid, gid, ...stats } = await stat(target)
    // Before it is opened: a pipe would wait for a writer.
    if ((mode & 0o170000) !== 0o100000) throw new EnvFileError('not_a_file', { path: target })
    if (stats.size > MAX_BYTES) throw new EnvFileError('too_large', { path: target })
    return { content: await readFile(target), mode: mode & 0o7777, uid, gid }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw asEnvFileError(error, { path: target, doing: 'read' })
  }
}

/** Whether the file still is what was read. */
export async function isAsRead(target: string, read: PresentFile | null): Promise<boolean> {
  const now = await readPresent(target)
  if (!read || !now) return read === now
  return now.content.equals(read.content)
}
