import type { Database } from '../database'
import { EnvelopeError } from './envelope-error'
import type { Keyring } from './parse-keyring'
import { rowsByKek } from './rows-by-kek'
import { openKey, type SealedRow } from './sealed-key'

/** So many rows that all stay shut say that the key is another one of the same name. */
const SAMPLE = 5

/**
 * Refuses to serve what this process cannot open. A row that alone stays shut is no reason: it is passed
 * over, and the log says so.
 *
 * @throws Error naming each key-encryption key that is missing, how many rows need it, and what to do.
 */
export async function assertKeysReadable(database: Database, keyring: Keyring): Promise<void> {
  const groups = await rowsByKek(database)
  const problems = await Promise.all(
    groups.map(async ({ kekId, rows }) => {
      if (kekId === null) return `${count(rows)} in clear: run \`npx -y pnpm@12 keys rewrap\``
      if (!keyring.has(kekId))
        return `${count(rows)} sealed with "${kekId}", which is not listed: add it`
      const isOther = await opensNothing(database, { keyring, kekId })
      return isOther ? `"${kekId}" opens none of the rows it is named by: give the right key` : null
    }),
  )
  const told = problems.filter((problem) => problem !== null)
  if (told.length > 0)
    throw new Error(told.map((problem) => `KEYS_ENCRYPTION_KEYS: ${problem}`).join('\n'))
}

const count = (rows: number) => `${rows} stored ${rows === 1 ? 'key is' : 'keys are'}`

async function opensNothing(
  { prisma }: Database,
  { keyring, kekId }: { keyring: Keyring; kekId: string },
): Promise<boolean> {
  const rows = await prisma.apiKey.findMany({
    where: { kekId },
    select: { id: true, provider: true, key: true, kekId: true },
    take: SAMPLE,
  })
  const opened = await Promise.all(rows.map((row) => opens(keyring, row)))
  return rows.length > 1 && !opened.includes(true)
}

async function opens(keyring: Keyring, row: SealedRow): Promise<boolean> {
  try {
    await openKey(keyring, row)
    return true
  } catch (error) {
    if (error instanceof EnvelopeError) return false
    throw error
  }
}
