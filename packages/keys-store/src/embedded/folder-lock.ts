import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isCode } from './is-code'

/** Held while a process has the data folder open. The system drops it with the process. */
export interface FolderLock {
  release(): Promise<void>
}

/**
 * PGlite does not notice a second process in its folder, and two would ruin the data. A listening
 * socket is the lock; whoever connects is told the holder's database port as soon as it has one.
 *
 * @returns the lock, or the port of the database that holds it.
 */
export async function lockFolder(
  dataDir: string,
  port: Promise<number>,
): Promise<{ lock: FolderLock } | { heldByPort: number }> {
  const address = addressOf(dataDir)
  for (;;) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      port.then(
        (known) => socket.end(String(known)),
        () => socket.destroy(),
      )
    })
    if (await listens(server, address)) {
      return { lock: { release: () => new Promise((resolve) => server.close(() => resolve())) } }
    }
    const heldByPort = await askHolder(address)
    if (heldByPort !== null) return { heldByPort }
    // The holder ended without opening its database, or left a file behind: once more.
    if (!isAbstract(address)) await rm(address, { force: true })
  }
}

/** The port of the database that has the folder open, or `null` when nobody has. */
export async function readHolder(dataDir: string): Promise<number | null> {
  return askHolder(addressOf(dataDir))
}

function askHolder(address: string): Promise<number | null> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(address)
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => resolve(text ? Number(text) : null))
    socket.on('error', () => undefined)
  })
}

// Linux has names that are no files: nothing stays behind after a kill, and taking one is atomic.
function addressOf(dataDir: string): string {
  const hash = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 16)
  const name = `itqan-keys-${hash}`
  return process.platform === 'linux' ? `\0${name}` : path.join(tmpdir(), `${name}.lock`)
}

function isAbstract(address: string): boolean {
  return address.startsWith('\0')
}

/** Whether the server has the address now; `false` when another one has it. */
function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (isCode(error, 'EADDRINUSE')) resolve(false)
      else reject(error)
    })
    server.listen(address, () => resolve(true))
  })
}
