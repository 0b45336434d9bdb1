import type { ClientBase } from 'pg'
import { AdoptError } from './adopt-error'
import { readColumns } from './fields'
import type { SourceRow } from './source'

/** What Prisma calls the guide's `ApiKey`, with and without a `@@map`. */
export const tableNames = ['api_keys', 'ApiKey'] as const

export interface Table {
  schema: string
  name: string
}

/**
 * Every row of a table that the guide's dashboard made, oldest first. Each value comes as text, so that
 * a table, a CSV file and an env file are judged alike.
 *
 * @throws AdoptError when it has no column for the provider or the key.
 */
export async function readTable(
  client: ClientBase,
  table: Table,
): Promise<{ rows: SourceRow[]; ignored: string[] }> {
  const names = await columnNames(client, table)
  const { fields, missing, repeated, ignored } = readColumns(names)
  if (missing.length > 0) throw new AdoptError({ code: 'column_missing', columns: missing })
  if (repeated) throw new AdoptError({ code: 'column_repeated', column: repeated })
  const columnOf = (field: string) => names[fields.findIndex((one) => one === field)]
  const order = [columnOf('createdAt'), columnOf('id')].flatMap((name) => (name ? [name] : []))
  const { rows } = await client.query<{ place: string; texts: (string | null)[] }>(
    `SELECT t.ctid::text AS place, ARRAY[${names.map((name) => textOf(name)).join(', ')}] AS texts
     FROM ${qualified(table)} t
     ORDER BY ${[...order.map(quoted), 't.ctid'].join(', ')}`,
  )
  return {
    ignored,
    rows: rows.map(({ place, texts }) => {
      const named = Object.fromEntries(
        fields.flatMap((field, index) => (field ? [[field, texts[index] ?? null]] : [])),
      )
      const label = typeof named['id'] === 'string' ? named['id'] : place
      return { place: { line: null, label }, texts: named, rowId: place }
    }),
  }
}

async function columnNames(client: ClientBase, { schema, name }: Table): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position`,
    [schema, name],
  )
  return rows.map((row) => row.name)
}

/** As JSON writes it, which is the same whatever the session's settings are. */
function textOf(column: string): string {
  return `to_jsonb(t.${quoted(column)}) #>> '{}'`
}

export const qualified = ({ schema, name }: Table): string => `${quoted(schema)}.${quoted(name)}`

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
