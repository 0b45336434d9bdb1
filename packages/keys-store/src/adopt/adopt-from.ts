import type { ClientBase } from 'pg'
import { AdoptError } from './adopt-error'
import { type AdoptOptions, adoptKeys } from './adopt-keys'
import { lockAdoption } from './lock-adoption'
import { findTables } from './set-aside'
import type { Source } from './source'
import type { Tally } from './verdict'

/**
 * Takes a source into the pool, one adoption at a time. The source stays as it is.
 *
 * @throws AdoptError when the pool is not ready for it.
 */
export async function adoptFrom(source: Source, options: AdoptOptions): Promise<Tally> {
  const client = options.database.connection({ application_name: 'keys adopt' })
  await client.connect()
  try {
    await lockAdoption(client)
    await refuseUnready(client)
    return await adoptKeys(source, options)
  } finally {
    await client.end()
  }
}

async function refuseUnready(client: ClientBase): Promise<void> {
  const { guide, own, isCurrent } = await findTables(client)
  // Beside the pool's own it is a source like any other: it cannot be adopted in place.
  if (guide && !own) throw new AdoptError({ code: 'not_adopted' })
  if (!own || !isCurrent) throw new AdoptError({ code: 'no_schema' })
  const { rows } = await client.query<{ isClear: boolean }>(
    'SELECT EXISTS (SELECT FROM "api_keys" WHERE "kekId" IS NULL) AS "isClear"',
  )
  if (rows[0]?.isClear) throw new AdoptError({ code: 'not_sealed' })
}
