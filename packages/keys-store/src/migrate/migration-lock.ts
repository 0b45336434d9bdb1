import { setTimeout as pause } from 'node:timers/promises'
import { Client, type ClientBase } from 'pg'

/** Drawn once; not the engine's own, which it waits for without an end. */
const LOCK = 5_120_966_301_447

const POLL_MS = 200
const CONNECT_TIMEOUT_MS = 10_000

/** Longer than any migration of this schema took on a million rows, in milliseconds. */
const WAIT_MS = 120_000

/** Another process migrates this database, and was not done in time. The message says what to do. */
export class MigrationsLockedError extends Error {
  constructor(waitMs: number) {
    super(
      `Another process has been applying migrations for ${Math.round(waitMs / 1_000)} s. ` +
        'Wait until it is done and run this again; pg_stat_activity shows it as "keys migrate"',
    )
    this.name = 'MigrationsLockedError'
  }
}

/**
 * Lets one process at a time change the tables. It asks again and again rather than wait in a statement:
 * that would keep a snapshot open, for which CREATE INDEX CONCURRENTLY of the other one waits. On PGlite
 * all connections are one session, which is never kept out.
 *
 * @returns what gives it back; the end of the connection does, too.
 * @throws MigrationsLockedError when it was not free within `waitMs`.
 */
export async function lockMigrations(
  client: ClientBase,
  waitMs = WAIT_MS,
): Promise<() => Promise<void>> {
  const deadline = performance.now() + waitMs
  for (;;) {
    const { rows } = await client.query<{ isLocked: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS "isLocked"',
      [LOCK],
    )
    if (rows[0]?.isLocked) break
    if (performance.now() >= deadline) throw new MigrationsLockedError(waitMs)
    await pause(POLL_MS)
  }
  return async () => void (await client.query('SELECT pg_advisory_unlock($1)', [LOCK]))
}

/** Does a job while no other process migrates, holding the lock on a connection of its own. */
export async function whileLocked<T>(
  databaseUrl: string,
  job: () => Promise<T>,
  waitMs?: number,
): Promise<T> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'keys migrate',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  })
  // A lost lock is lost quietly: the engine's own stands behind it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const unlock = await lockMigrations(client, waitMs)
    const result = await job()
    await unlock().catch(() => undefined)
    return result
  } finally {
    await client.end()
  }
}
