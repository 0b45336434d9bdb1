import { readlink, realpath } from 'node:fs/promises'
import path from 'node:path'
import { EnvFileError } from './env-file-error'
import { asEnvFileError, errnoOf } from './system-error'

/** As many links in a row as Linux follows. */
const MAX_LINKS = 40

/**
 * The file that a path leads to, through every symbolic link. It need not exist; its folder must.
 *
 * @throws EnvFileError `folder_missing`, `not_readable` or `not_a_file`.
 */
export async function targetOf(file: string): Promise<string> {
  try {
    let place = await placeOf(file)
    for (let links = 0; links < MAX_LINKS; links += 1) {
      const next = await linkAt(place)
      if (next === null) return place
      place = await placeOf(path.resolve(path.dirname(place), next))
    }
  } catch (error) {
    throw asEnvFileError(error, { path: file, doing: 'read' })
  }
  throw new EnvFileError('not_a_file', { path: file })
}

/** The same path with every link of its folder followed, and a last link left as it is. */
export async function placeOf(file: string): Promise<string> {
  const absolute = path.resolve(file)
  return path.join(await realpath(path.dirname(absolute)), path.basename(absolute))
}

/** Where a link leads; `null` when there is none. */
async function linkAt(place: string): Promise<string | null> {
  try {
    return await readlink(place)
  } catch (error) {
    // It is no link, or there is nothing.
    if (['EINVAL', 'ENOENT'].includes(errnoOf(error))) return null
    throw error
  }
}
