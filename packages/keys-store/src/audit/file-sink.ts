import { type FileHandle, open, stat, statfs } from 'node:fs/promises'
import type { SecondSink } from './second-sink'

/** Only its owner reads who did what. */
const MODE = 0o600

interface OpenFile {
  handle: FileHandle
  device: number
  inode: number
}

/**
 * Appends to a file, and to the new one when it was moved away. Several processes may share it: all lines
 * of one call are one write of the system.
 */
export function createFileSink(path: string): SecondSink {
  let current: OpenFile | null = null
  /** The file may end within a line. */
  let isTorn = false

  async function openCurrent(): Promise<FileHandle> {
    if (current && (await isSame(path, current))) return current.handle
    await closeCurrent()
    const handle = await open(path, 'a', MODE)
    const { dev: device, ino: inode } = await handle.stat()
    current = { handle, device, inode }
    isTorn = false
    return handle
  }

  async function closeCurrent(): Promise<void> {
    const { handle } = current ?? {}
    current = null
    await handle?.close()
  }

  return {
    async write(lines) {
      const handle = await openCurrent()
      const bytes = Buffer.from(isTorn ? `\n${lines}` : lines)
      const { bytesWritten } = await handle.write(bytes)
      isTorn = bytesWritten < bytes.length && (isTorn || bytesWritten > 0)
      // A disk that fills up takes a part first: all of it is written again, on a line of its own.
      if (bytesWritten < bytes.length) throw new Error('The audit file took a part of the lines')
    },
    async probe() {
      await openCurrent()
      const { bavail } = await statfs(path)
      if (bavail === 0) throw new Error('The disk of the audit file is full')
    },
    close: closeCurrent,
  }
}

/** Whether the path still names the file that is open. */
async function isSame(path: string, { device, inode }: OpenFile): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.dev === device && found.ino === inode
}
