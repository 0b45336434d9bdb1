import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { EmbeddedDatabaseError } from './embedded-error'

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
    throw unreadable(folder, cause instanceof Error ? cause.message : 'PostgreSQL did not start')
  }
}

// Made beside its place and moved there whole: an interrupted first run leaves no half folder.
async function createDataFolder(folder: string): Promise<void> {
  const draft = `${folder}.draft`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  const database = await PGlite.create({ dataDir: draft })
  await database.close()
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder)
}

async function isMissing(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch(() => [])
  return entries.length === 0
}

function unreadable(folder: string, why: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'unreadable',
    `The data folder ${folder} cannot be opened: ${why}. Nothing in it was changed. ` +
      `Move it aside to start with an empty database: mv ${folder} ${folder}.old`,
  )
}
