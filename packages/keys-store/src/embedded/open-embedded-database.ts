import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { openDataFolder } from './data-folder'
import { embeddedDatabaseUrl } from './embedded-database-url'
import { EmbeddedDatabaseError } from './embedded-error'
import { type FolderLock, lockFolder } from './folder-lock'

/** A PostgreSQL in WebAssembly that this process serves on a local port. */
export interface EmbeddedDatabase extends AsyncDisposable {
  url: string
  port: number
  close(): Promise<void>
}

export interface EmbeddedDatabaseOptions {
  /** Where the data is kept, `null` for memory. */
  dataDir: string | null
  /** TCP port on 127.0.0.1; 0 lets the system choose. */
  port: number
}

/** More than one pool of Prisma's and one of a tool's. */
const MAX_CONNECTIONS = 64

/**
 * Opens PGlite and serves it to ordinary PostgreSQL clients.
 *
 * @throws EmbeddedDatabaseError when the folder is in use or unreadable, or the port is taken.
 */
export async function openEmbeddedDatabase(
  options: EmbeddedDatabaseOptions,
): Promise<EmbeddedDatabase> {
  const { dataDir } = options
  let port = options.port
  const lock = dataDir === null ? null : await acquire(dataDir, () => port)
  try {
    const database = dataDir === null ? await PGlite.create() : await openDataFolder(dataDir)
    const server = new PGLiteSocketServer({
      db: database,
      host: '127.0.0.1',
      port,
      maxConnections: MAX_CONNECTIONS,
    })
    await start(server, port).catch(async (error: unknown) => {
      await database.close()
      throw error
    })
    port = Number(server.getServerConn().split(':').at(-1))
    const close = async () => {
      await server.stop()
      await database.close()
      await lock?.release()
    }
    return { url: embeddedDatabaseUrl(port), port, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await lock?.release()
    throw error
  }
}

async function acquire(dataDir: string, port: () => number): Promise<FolderLock> {
  await mkdir(path.dirname(dataDir), { recursive: true })
  const result = await lockFolder(lockFileOf(dataDir), port)
  if ('lock' in result) return result.lock
  throw new EmbeddedDatabaseError(
    'in_use',
    `The data folder ${dataDir} is open in another process, which serves it on port ${result.heldByPort}. ` +
      'Stop that one first (is `pnpm dev` running in another terminal?)',
  )
}

/** A socket's path may hold about 100 characters, so it does not stand in the repository itself. */
export function lockFileOf(dataDir: string): string {
  const hash = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 16)
  return path.join(tmpdir(), `itqan-keys-${hash}.lock`)
}

async function start(server: PGLiteSocketServer, port: number): Promise<void> {
  try {
    await server.start()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new EmbeddedDatabaseError(
      'port_taken',
      `Port ${port} is taken. Free it, or choose another with DATABASE_PORT`,
    )
  }
}
