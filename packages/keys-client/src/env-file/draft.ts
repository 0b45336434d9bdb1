import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { PresentFile } from './present-file'
import { isDraftOf, newDraftOf } from './siblings'

/** Only its owner may read or write it. */
export const PRIVATE_MODE = 0o600

export type Owner = Pick<PresentFile, 'uid' | 'gid'>

/** A file's next content, whole and on the disk, under a name of its own. */
export interface Draft {
  /** Puts it in the place of a file of the same folder: readers see the one or the other. */
  publish(place: string): Promise<void>
  /** Removes what was not published. */
  discard(): Promise<void>
}

export async function writeDraft(
  target: string,
  content: Buffer,
  owner: Owner | null,
): Promise<Draft> {
  const draft = newDraftOf(target)
  const discard = () => rm(draft, { force: true })
  try {
    // `wx` follows no link that somebody else may have put there.
    const handle = await open(draft, 'wx', PRIVATE_MODE)
    try {
      await fill(handle, content, owner)
    } finally {
      await handle.close()
    }
  } catch (error) {
    await discard()
    throw error
  }
  return {
    discard,
    publish: async (place) => {
      await rename(draft, place)
      await syncFolder(path.dirname(place))
    },
  }
}

async function fill(handle: FileHandle, content: Buffer, owner: Owner | null): Promise<void> {
  // The umask may have taken more away.
  await handle.chmod(PRIVATE_MODE)
  // Only root can, and it must: the file would be its own. Before the content, which is then never ours.
  if (owner && process.geteuid?.() === 0) await handle.chown(owner.uid, owner.gid)
  await handle.writeFile(content)
  await handle.sync()
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // The new file stands. Only a power cut could bring the old one back, and that whole.
  }
}

/** Removes what runs that were killed had begun to write. To be called under the lock. */
export async function removeDrafts(target: string): Promise<void> {
  const folder = path.dirname(target)
  const names = await readdir(folder)
  const drafts = names.filter((name) => isDraftOf(target, name))
  await Promise.all(drafts.map((name) => rm(path.join(folder, name), { force: true })))
}
