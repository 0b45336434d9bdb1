import { createHash, randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import { lockMigrations } from '../migrate/migration-lock'
import { readMigrations } from '../migrate/migrations-folder'
import { AdoptError } from './adopt-error'
import { qualified, type Table, tableNames } from './read-table'

/** Where the guide's table waits while its keys are taken over. */
const ASIDE = 'keys_adoption'

/** What a database holds of keys. */
export interface Tables {
  /** The guide's, where its dashboard made it. */
  guide: Table | null
  /** The guide's, moved there by a run that was interrupted or that refused rows. */
  aside: Table | null
  /** This dashboard's own. */
  own: Table | null
  /** It has all that sealed keys need. */
  isCurrent: boolean
}

export async function findTables(client: ClientBase): Promise<Tables> {
  const { rows } = await client.query<Table & { columns: string[] }>(
    `SELECT n.nspname AS schema, c.relname AS name,
       ARRAY(SELECT attname::text FROM pg_attribute
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND c.relname = ANY($1)
       AND n.nspname IN (current_schema(), '${ASIDE}')`,
    [tableNames],
  )
  const [aside, here] = [true, false].map((isAside) =>
    rows.filter(({ schema }) => (schema === ASIDE) === isAside),
  )
  const own = here?.find(({ columns }) => columns.includes('revision'))
  return {
    aside: aside?.[0] ?? null,
    guide: here?.find((table) => table !== own) ?? null,
    own: own ?? null,
    isCurrent: own?.columns.includes('fingerprint') ?? false,
  }
}

/**
 * Moves the guide's table out of the way and makes this dashboard's own, both or neither: whoever kills
 * it in between finds everything as it was.
 *
 * @returns where it is now.
 * @throws AdoptError when something else in the database stands in the way.
 * @throws MigrationsLockedError when another process keeps changing the tables.
 */
export async function setAside(client: ClientBase, table: Table): Promise<Table> {
  const aside = { schema: ASIDE, name: table.name }
  await refuseUnmovable(client, table)
  const unlock = await lockMigrations(client)
  await client.query('BEGIN')
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${ASIDE}`)
    await client.query(`REVOKE ALL ON SCHEMA ${ASIDE} FROM PUBLIC`)
    await client.query(`ALTER TABLE ${qualified(table)} SET SCHEMA ${ASIDE}`)
    await writeSchema(client)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    await unlock()
  }
  return aside
}

/** For good: once nothing is left in it. Rows that were refused stay, and what was removed leaves no trace. */
export async function clearAside(client: ClientBase, table: Table): Promise<{ left: number }> {
  const { rows } = await client.query<{ left: string }>(
    `SELECT count(*) AS left FROM ${qualified(table)}`,
  )
  const left = Number(rows[0]?.left)
  if (left === 0) await client.query(`DROP TABLE ${qualified(table)}; DROP SCHEMA ${ASIDE}`)
  else await client.query(`VACUUM FULL ${qualified(table)}`)
  return { left }
}

/** @throws AdoptError when something else in the database stands in the way. */
export async function refuseUnmovable(client: ClientBase, table: Table): Promise<void> {
  await refuseDependents(client, table)
  await refuseTakenNames(client)
}

/** A row that something points at cannot go, or takes what points at it along. */
async function refuseDependents(client: ClientBase, table: Table): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT conrelid::regclass::text AS name FROM pg_constraint
     WHERE contype = 'f' AND confrelid = $1::regclass
     UNION
     SELECT r.ev_class::regclass::text FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
     WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = $1::regclass`,
    [qualified(table)],
  )
  if (rows.length > 0)
    throw new AdoptError({ code: 'depended_on', names: rows.map(({ name }) => name) })
}

async function refuseTakenNames(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relname = ANY($1)
       AND c.relname <> ALL($2) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
     ORDER BY 1`,
    [(await migrations()).flatMap(({ sql }) => tablesIn(sql)), tableNames],
  )
  if (rows.length > 0)
    throw new AdoptError({ code: 'names_taken', names: rows.map(({ name }) => name) })
}

async function migrations(): Promise<{ name: string; sql: string }[]> {
  const { migrationDirectories } = await readMigrations()
  return migrationDirectories.map(({ path, migrationFile }) => ({
    name: path,
    sql: migrationFile.content.value,
  }))
}

function tablesIn(sql: string): string[] {
  return Array.from(sql.matchAll(/CREATE TABLE "([^"]+)"/g), ([, name = '']) => name)
}

/**
 * What `applyMigrations` does, within a transaction that is open already; it finds nothing left to do.
 * Prisma's engine has none around it, and refuses a database in which something else is.
 */
async function writeSchema(client: ClientBase): Promise<void> {
  await client.query(migrationsTable)
  for (const { name, sql } of await migrations()) {
    await client.query(sql)
    await client.query(
      `INSERT INTO "_prisma_migrations"
         ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), createHash('sha256').update(sql).digest('hex'), name],
    )
  }
}

/** As Prisma makes it. The guide's own dashboard may have one: then it has two projects' rows. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`
