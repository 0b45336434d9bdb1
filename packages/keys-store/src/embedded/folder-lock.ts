import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'

/** Held while a process has the data folder open. The system drops it with the process. */
export interface FolderLock {
  release(): Promise<void>
}

/**
 * PGlite does not notice a second process in its folder, and two would ruin the data. A listening
 * Unix socket beside it is the lock; whoever connects reads the holder's database port.
 *
 * @returns the lock, or the port of the database that holds it.
 */
export async function lockFolder(
  file: string,
  port: () => number,
): Promise<{ lock: FolderLock } | { heldByPort: number }> {
  const heldByPort = await readHolder(file)
  if (heldByPort !== null) return { heldByPort }
  await rm(file, { force: true })
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(String(port()))
  })
  await listen(server, file)
  return { lock: { release: () => new Promise((resolve) => server.close(() => resolve())) } }
}

/** The port of the database that has the folder open, or `null` when nobody has. */
export function readHolder(file: string): Promise<number | null> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(file)
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => resolve(text ? Number(text) : null))
    socket.on('error', () => undefined)
  })
}

function listen(server: Server, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(file, resolve)
  })
}
