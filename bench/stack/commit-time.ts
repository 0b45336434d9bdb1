import type { Database } from '../../packages/keys-store/src'

/**
 * When the last change of a key was committed, on the clock of `performance.now()`: by PostgreSQL's own
 * record of it, which it takes before it makes the commit durable. Too early by what the question takes
 * to the database, never too late.
 */
export async function commitTimeOf({ prisma }: Database, keyId: string): Promise<number> {
  const asked = performance.now()
  const [row] = await prisma.$queryRaw<{ age: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp() - pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS "age"
    FROM "api_keys" WHERE "id" = ${keyId}`
  if (!row) throw new Error('The key is gone')
  return asked - row.age
}
