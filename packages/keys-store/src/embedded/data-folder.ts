import { mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { EmbeddedDatabaseError } from './embedded-error'
import { isCode } from './is-code'

const POSTGRES_MAJOR = '18'

/** Opens the database in a folder, and makes the folder if there is none yet. */
export async function openDataFolder(folder: string): Promise<PGlite> {
  if (await isMissing(folder)) await createDataFolder(folder)
  const version = await readFile(path.join(folder, 'PG_VERSION'), 'utf8').catch(() => '')
  if (version.trim() !== POSTGRES_MAJOR) {
    const found = version.trim() ? `of PostgreSQL ${version.trim()}` : 'without a PG_VERSION file'
    throw unreadable(folder, `it is a data folder ${found}; ${POSTGRES_MAJOR} is needed`)
  }
  try {
    return await PGlite.create({ dataDir: folder })
  } catch (cause) {
    throw unreadable(folder, messageOf(cause))
  }
}

// Made beside its place and moved there whole: an interrupted first run leaves no half folder.
async function createDataFolder(folder: string): Promise<void> {
  const draft = `${folder}.draft`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  const database = await PGlite.create({ dataDir: draft })
  await database.close()
  // Never `rm`: a folder that is not empty after all must stay.
  await rmdir(folder).catch((error: unknown) => {
    if (!isCode(error, 'ENOENT')) throw unreadable(folder, messageOf(error))
  })
  await rename(draft, folder)
}

async function isMissing(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if (isCode(error, 'ENOENT')) return true
    throw unreadable(folder, messageOf(error))
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown failure'
}

function unreadable(folder: string, why: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'unreadable',
    `The data folder ${folder} cannot be opened: ${why}. Nothing in it was changed. ` +
      `Move it aside to start with an empty database: mv ${folder} ${folder}.old`,
  )
}
