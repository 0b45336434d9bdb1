import { Client } from 'pg'
import { AdoptError } from './adopt-error'
import { readTable, tableNames } from './read-table'
import { findTables } from './set-aside'
import type { Source } from './source'

/** In milliseconds: a server that accepts and says nothing is given up. */
const CONNECT_TIMEOUT_MS = 10_000

/**
 * Reads the table of another dashboard, and leaves it as it is.
 *
 * @throws AdoptError when there is none; the driver's error when there is no such database.
 */
export async function readDatabase(url: string): Promise<Source> {
  const client = new Client({
    connectionString: url,
    application_name: 'keys adopt',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  await client.connect()
  try {
    await client.query('BEGIN READ ONLY')
    const { guide, own } = await findTables(client)
    const table = guide ?? own
    if (!table) throw new AdoptError({ code: 'no_table', names: [...tableNames] })
    return { kind: 'database', ...(await readTable(client, table)) }
  } finally {
    await client.end()
  }
}
