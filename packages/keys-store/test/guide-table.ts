import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { type Keyring, parseKeyring } from '../src/keyring'
import { openTestDatabase, type TestDatabase } from './open-test-database'

/** A row of the table that a dashboard built by the guide has. */
export interface GuideRow {
  id: string
  provider: string
  name: string
  key: string
  isActive: boolean
  usageCount: number
  errorCount: number
  lastUsedAt: string | null
  lastError: string | null
  createdAt: string
}

/** As Prisma writes the guide's model `ApiKey`, with `@@map("api_keys")`. */
const guideTable = `CREATE TABLE "api_keys" (
  "id" TEXT NOT NULL,
  "provider" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "isActive" BOOLEAN NOT NULL DEFAULT true,
  "usageCount" INTEGER NOT NULL DEFAULT 0,
  "errorCount" INTEGER NOT NULL DEFAULT 0,
  "lastUsedAt" TIMESTAMP(3),
  "lastError" TEXT,
  "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMP(3) NOT NULL,
  CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
)`

const columns = [
  'id',
  'provider',
  'name',
  'key',
  'isActive',
  'usageCount',
  'errorCount',
  'lastUsedAt',
  'lastError',
  'createdAt',
] as const satisfies (keyof GuideRow)[]

/** A database in which nothing is but the guide's table with these rows. */
export async function openGuideDatabase(rows: readonly GuideRow[]): Promise<TestDatabase> {
  const database = await openTestDatabase()
  await withClient(database.url, async (client) => {
    await client.query('DROP SCHEMA "public" CASCADE; CREATE SCHEMA "public"')
    await client.query(guideTable)
    await insertGuideRows(client, rows)
  })
  return database
}

async function insertGuideRows(client: Client, rows: readonly GuideRow[]): Promise<void> {
  const names = columns.map((name) => `"${name}"`).join(', ')
  await client.query(
    `INSERT INTO "api_keys" (${names}, "updatedAt")
     SELECT ${names}, now() FROM json_populate_recordset(NULL::"api_keys", $1)`,
    [JSON.stringify(rows)],
  )
}

export async function withClient<T>(url: string, job: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await job(client)
  } finally {
    await client.end()
  }
}

/** In the middle of every key: nothing that is printed or dumped may hold it. */
export const CANARY = 'cAnArY'

export const clearKey = (serial: number): string =>
  `AIza${CANARY}${String(serial).padStart(24, '0')}${CANARY}`

export function guideRow(serial: number, rest: Partial<GuideRow> = {}): GuideRow {
  return {
    id: `cm${String(serial).padStart(23, '0')}`,
    provider: 'gemini',
    name: `key ${serial}`,
    key: clearKey(serial),
    isActive: true,
    usageCount: serial,
    errorCount: 0,
    lastUsedAt: null,
    lastError: null,
    createdAt: new Date(Date.UTC(2025, 0, 1, 0, 0, serial)).toISOString(),
    ...rest,
  }
}

/** `KEYS_ENCRYPTION_KEYS` with one key. */
export const encryptionKeys = (id = 'first'): string =>
  `${id}:${randomBytes(32).toString('base64')}`

export function keyringOf(value = encryptionKeys()): Keyring {
  const parsed = parseKeyring(value)
  if (!parsed.ok) throw new Error(parsed.problems.join())
  return parsed.keyring
}

/**
 * What people paste in a year: mixed case, spaces around, the same key in several rows, and rows that
 * hold no key. Each canary stands in a key; some stand in names and errors as well.
 */
export function messyRows(count: number): GuideRow[] {
  const providers = ['gemini', 'Gemini', ' GEMINI ', 'openai', 'OpenAI', 'mistral']
  return Array.from({ length: count }, (_, serial) => {
    const provider = providers[serial % providers.length] ?? 'gemini'
    const row = guideRow(serial, { provider })
    if (serial % 50 === 7) return { ...row, key: '   ' }
    if (serial % 50 === 13) return { ...row, key: clearKey(serial).repeat(60) }
    // The same key as six rows before, whose provider is the same but for its case.
    if (serial % 10 === 9) return { ...row, key: `  ${clearKey(serial - 6)}\n` }
    if (serial % 25 === 4) {
      const lastError = `Consumer 'api_key:${clearKey(serial)}' has been suspended`
      return { ...row, errorCount: 3, lastError, lastUsedAt: '2025-06-01T12:00:00.123' }
    }
    if (serial % 25 === 5) return { ...row, name: `  ${clearKey(serial + 1)} `, isActive: false }
    return row
  })
}
