import type { Database } from '../database'
import type { Keyring } from '../keyring'
import { newestMigration } from '../migrate/newest-migration'

/** What a process that serves must find in its database. */
export interface DatabaseChecks {
  /** It answers. @throws Error of the driver. */
  database(): Promise<void>
  /**
   * It has the newest migration of this code. It may have later ones: of a version that is being rolled out.
   *
   * @throws Error where it has not.
   */
  migrations(): Promise<void>
  /**
   * Every key-encryption key that a stored key needs is listed here. Whether it is the right one of that
   * name is looked at when the process starts. Reads the index alone, one entry a name.
   *
   * @throws Error naming those that are missing.
   */
  keyring(): Promise<void>
}

export function createDatabaseChecks({ prisma }: Database, keyring: Keyring): DatabaseChecks {
  return {
    async database() {
      await prisma.$queryRaw`SELECT 1`
    },
    async migrations() {
      const [row] = await prisma.$queryRaw<{ isApplied: boolean }[]>`
        SELECT EXISTS (
          SELECT FROM "_prisma_migrations" WHERE "migration_name" = ${newestMigration}
            AND "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL
        ) AS "isApplied"`
      if (!row?.isApplied) throw new Error(`The migration ${newestMigration} is not applied`)
    },
    async keyring() {
      const rows = await prisma.$queryRaw<{ kekId: string }[]>`
        WITH RECURSIVE used AS (
          (SELECT min("kekId") AS "kekId" FROM "api_keys")
          UNION ALL
          SELECT (SELECT min("kekId") FROM "api_keys" WHERE "kekId" > used."kekId")
          FROM used WHERE used."kekId" IS NOT NULL
        )
        SELECT "kekId" FROM used WHERE "kekId" IS NOT NULL`
      const missing = rows.filter(({ kekId }) => !keyring.has(kekId))
      if (missing.length > 0)
        throw new Error(`The keyring lacks ${missing.map(({ kekId }) => kekId).join(', ')}`)
    },
  }
}
