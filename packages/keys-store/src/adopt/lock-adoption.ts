import type { ClientBase } from 'pg'
import { AdoptError } from './adopt-error'

/** Drawn once: no other lock of this database has it. */
const LOCK = 7_236_410_259_113

/**
 * Until the connection ends. PGlite has one session, which never waits for itself.
 *
 * @throws AdoptError when another adoption has it.
 */
export async function lockAdoption(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ isLocked: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS "isLocked"',
    [LOCK],
  )
  if (!rows[0]?.isLocked) throw new AdoptError({ code: 'running' })
}
