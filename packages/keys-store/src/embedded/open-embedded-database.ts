import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { openDataFolder } from './data-folder'
import { embeddedDatabaseUrl } from './embedded-database-url'
import { EmbeddedDatabaseError } from './embedded-error'
import { createExchangeQueue } from './exchange-queue'
import { type FolderLock, lockFolder } from './folder-lock'
import { isCode } from './is-code'

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
  if (dataDir === null) return serve(await PGlite.create(), options.port)
  const { promise: known, resolve, reject } = deferred<number>()
  const lock = await acquire(dataDir, known)
  try {
    const database = await serve(await openDataFolder(dataDir), options.port)
    resolve(database.port)
    const close = async () => {
      await database.close()
      await lock.release()
    }
    return { ...database, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    reject(error)
    await lock.release()
    throw error
  }
}

async function serve(database: PGlite, wanted: number): Promise<EmbeddedDatabase> {
  const server = new PGLiteSocketServer({
    db: database,
    host: '127.0.0.1',
    port: wanted,
    maxConnections: MAX_CONNECTIONS,
  })
  // The server has no option for it; a test of many clients holds the pinned version to it.
  Reflect.set(server, 'queryQueue', createExchangeQueue(database))
  await start(server, wanted).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  const port = Number(server.getServerConn().split(':').at(-1))
  const close = async () => {
    await server.stop()
    await database.close()
  }
  return { url: embeddedDatabaseUrl(port), port, close, [Symbol.asyncDispose]: close }
}

async function acquire(dataDir: string, port: Promise<number>): Promise<FolderLock> {
  await mkdir(path.dirname(dataDir), { recursive: true })
  const result = await lockFolder(dataDir, port)
  if ('lock' in result) return result.lock
  throw new EmbeddedDatabaseError(
    'in_use',
    `The data folder ${dataDir} is open in another process, which serves it on port ${result.heldByPort}. ` +
      'Stop that one first (is the development command running in another terminal?)',
  )
}

/** A promise that others wait for; its failure is thrown where it happens. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<T>((...settle) => {
    ;[resolve, reject] = settle
  })
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}

async function start(server: PGLiteSocketServer, port: number): Promise<void> {
  try {
    await server.start()
  } catch (error) {
    if (!isCode(error, 'EADDRINUSE')) throw error
    throw new EmbeddedDatabaseError(
      'port_taken',
      `Port ${port} is taken. Free it, or choose another with DATABASE_PORT`,
    )
  }
}
