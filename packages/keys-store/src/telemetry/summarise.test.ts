import { expect, it } from 'vitest'
import { summarise } from './summarise'

it.each([
  ['SELECT "public"."api_keys"."id" FROM "public"."api_keys" WHERE 1=1', 'SELECT', 'api_keys'],
  ['INSERT INTO "audit_entries" ("id") VALUES ($1)', 'INSERT', 'audit_entries'],
  ['  update "public"."api_keys" set "name" = $1', 'UPDATE', 'api_keys'],
  ['WITH found AS (SELECT 1 FROM "a") DELETE FROM "b"', 'WITH', 'a'],
  ['SELECT "seq" FROM "audit_append"($1::json, $2::json)', 'SELECT', 'audit_append'],
  ['BEGIN', 'BEGIN', null],
  ['', 'OTHER', null],
])('tells of %s no more than what it does to which table', (text, operation, table) => {
  expect(summarise(text)).toEqual({ operation, table })
})

it('tells no value', () => {
  const told = JSON.stringify(
    summarise(`SELECT 'AIzaCANARY' FROM "api_keys" WHERE "key" = 'CANARY'`),
  )
  expect(told).not.toContain('CANARY')
})
