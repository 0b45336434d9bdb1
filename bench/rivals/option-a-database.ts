import { connectTo } from '../../testbed/postgres'

/** As `prisma migrate` makes it of `option-a/prisma/schema.prisma`. */
const table = `
  CREATE TABLE api_keys (
    id text PRIMARY KEY,
    provider text NOT NULL,
    name text NOT NULL,
    key text NOT NULL,
    "isActive" boolean NOT NULL DEFAULT true,
    "usageCount" integer NOT NULL DEFAULT 0,
    "errorCount" integer NOT NULL DEFAULT 0,
    "lastUsedAt" timestamp(3),
    "lastError" text,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL
  );
  CREATE INDEX api_keys_provider_idx ON api_keys (provider)`

/** As long as ours, and in clear, as the guide keeps them. */
const fill = `
  INSERT INTO api_keys (id, provider, name, key, "updatedAt")
  SELECT gen_random_uuid()::text, $1, $1 || ' ' || n,
         'AIza' || substr(md5(random()::text) || md5(random()::text), 1, 36), now()
  FROM generate_series(1, $2::integer) AS n
  RETURNING id`

const uses = 'SELECT sum("usageCount")::text AS uses FROM api_keys WHERE provider = $1'

/** Option A's own database, on the server that ours is on. */
export interface OptionADatabase extends AsyncDisposable {
  url: string
  /** Stores keys of a provider. @returns their ids. */
  fill(provider: string, count: number): Promise<string[]>
  /** How many uses it has counted for a provider's keys. */
  usesOf(provider: string): Promise<number>
}

export async function openOptionADatabase(serverUrl: string): Promise<OptionADatabase> {
  const server = await connectTo(serverUrl)
  await server.query('CREATE DATABASE option_a')
  await server.end()
  const url = new URL(serverUrl)
  url.pathname = '/option_a'
  const connection = await connectTo(url.href)
  await connection.query(table)
  return {
    url: url.href,
    async fill(provider, count) {
      const { rows } = await connection.query<{ id: string }>(fill, [provider, count])
      await connection.query('ANALYZE api_keys')
      return rows.map(({ id }) => id)
    },
    async usesOf(provider) {
      const { rows } = await connection.query<{ uses: string | null }>(uses, [provider])
      return Number(rows[0]?.uses ?? 0)
    },
    [Symbol.asyncDispose]: () => connection.end(),
  }
}
