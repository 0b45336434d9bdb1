import { describe, expect, it } from 'vitest'
import { readMigrations } from '../../src/migrate/migrations-folder'
import { findBreakingChanges } from './breaking-changes'

/** The newest of those that were published before the rule. */
const LAST_BEFORE_THE_RULE = '20261123014852_console'

describe('a migration', () => {
  it('leaves the previous version running, or says why it cannot', async () => {
    const { migrationDirectories } = await readMigrations()
    const bound = migrationDirectories.filter(({ path }) => path > LAST_BEFORE_THE_RULE)
    expect(bound.length).toBeGreaterThan(0)
    const broken: Record<string, unknown> = {}
    for (const { path, migrationFile } of bound) {
      const found = await findBreakingChanges(migrationFile.content.value)
      if (found.length > 0) broken[path] = found
    }
    // Expand now, contract a release later: see docs/decisions/0029.
    expect(broken).toEqual({})
  })

  it.each([
    ['DROP TABLE "consumers"', 'DROP TABLE'],
    ['ALTER TABLE "api_keys" DROP COLUMN "name"', 'DROP COLUMN'],
    ['ALTER TABLE "api_keys" RENAME COLUMN "name" TO "title"', 'RENAME'],
    ['ALTER TABLE "api_keys" RENAME TO "keys"', 'RENAME'],
    ['ALTER TABLE "api_keys" SET SCHEMA "other"', 'RENAME'],
    ['ALTER TABLE "api_keys" ALTER COLUMN "name" SET NOT NULL', 'SET NOT NULL'],
    ['ALTER TABLE "api_keys" ALTER "name" SET DATA TYPE VARCHAR(10)', 'ALTER COLUMN TYPE'],
    ['ALTER TABLE "api_keys" ADD COLUMN "a" INT, ADD "b" TEXT NOT NULL', 'ADD COLUMN NOT NULL'],
    ['ALTER TABLE "api_keys" ALTER "name" DROP DEFAULT', 'DROP DEFAULT'],
    ['ALTER TABLE "api_keys" ADD CONSTRAINT "c" CHECK ("name" <> $$a;b$$)', 'ADD CONSTRAINT'],
    ['CREATE UNIQUE INDEX "one" ON "api_keys"("name")', 'UNIQUE INDEX'],
    ['DROP FUNCTION "audit_append"(json, json)', 'DROP FUNCTION'],
    ['REVOKE SELECT ON "api_keys" FROM keys_app', 'REVOKE'],
    ['TRUNCATE "key_usage"', 'TRUNCATE'],
  ])('that says %s is refused', async (statement, what) => {
    const sql = `-- AlterTable\nSELECT 'é; --';\n-- Why not\n${statement};\nSELECT 2;`
    const found = await findBreakingChanges(sql)
    expect(found).toMatchObject([{ sql: statement }])
    expect(found[0]?.what).toContain(what)
  })

  it.each([
    'ALTER TABLE "api_keys" ADD COLUMN "a" TEXT',
    `ALTER TABLE "api_keys" ADD COLUMN "a" TEXT NOT NULL DEFAULT 'b'`,
    'ALTER TABLE "api_keys" ALTER "name" DROP NOT NULL',
    'CREATE TABLE "new" ("id" TEXT NOT NULL); CREATE UNIQUE INDEX "one" ON "new"("id")',
    'CREATE TABLE "new" ("id" TEXT); ALTER TABLE "new" ADD CONSTRAINT "fk" FOREIGN KEY ("id") REFERENCES "user"("id")',
    'CREATE INDEX "some" ON "api_keys"("name"); DROP INDEX "some"',
    `DO $$ BEGIN RAISE NOTICE 'DROP TABLE "api_keys"; '; END $$`,
    '-- Breaks the previous version: nobody has read it since release 4\nDROP TABLE "consumers"',
  ])('that says %s is none of it', async (sql) => {
    expect(await findBreakingChanges(sql)).toEqual([])
  })

  it.each(['-- Breaks the previous version:', '-- Breaks the previous version: yes'])(
    'that says %s without a reason is refused, and a reason is for one statement',
    async (comment) => {
      const sql = `${comment}\nDROP TABLE "consumers";`
      expect(await findBreakingChanges(sql)).toHaveLength(1)
      const twice = `-- Breaks the previous version: nobody reads it.\n${sql}\nDROP TABLE "key_usage";`
      expect(await findBreakingChanges(twice)).toMatchObject([{ sql: 'DROP TABLE "key_usage"' }])
    },
  )
})
