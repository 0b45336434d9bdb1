import type { AuditFilter } from '@itqan/keys-contract'
import { Prisma } from '../../generated/client'
import type { Ask, RawSeq } from './ask'
import type { Found, Stretch } from './filter-conditions'

/** More people of one name are not told apart. */
const MAX_PEOPLE = 100

/** Finds what a filter means, before a stretch is searched. */
export async function lookUp(ask: Ask, filter: AuditFilter, stretch: Stretch): Promise<Found> {
  const [people, keySets] = await Promise.all([
    filter.actor === undefined ? [] : findPeople(ask, filter.actor),
    filter.keyId === undefined ? [] : findKeySets(ask, filter.keyId, stretch),
  ])
  return { people, keySets }
}

async function findPeople(ask: Ask, words: string): Promise<string[]> {
  const rows = await ask<{ id: string }>(Prisma.sql`
    SELECT "id" FROM "user"
    WHERE lower("email") = lower(${words}::text) OR strpos(lower("name"), lower(${words}::text)) > 0
    LIMIT ${MAX_PEOPLE}::int`)
  return rows.map(({ id }) => id)
}

/** First which sets the stretch names: those of all times would be too many to open. */
async function findKeySets(ask: Ask, keyId: string, { low, high }: Stretch): Promise<string[]> {
  const named = await ask<{ keySet: string }>(Prisma.sql`
    SELECT DISTINCT "keySet" FROM "audit_log"
    WHERE "seq" >= ${low}::bigint AND "seq" < ${high}::bigint AND "keySet" IS NOT NULL`)
  if (named.length === 0) return []
  const rows = await ask<{ hash: string }>(Prisma.sql`
    SELECT "hash" FROM "audit_key_sets"
    WHERE "hash" = ANY(${named.map(({ keySet }) => keySet)}::text[]) AND ${keyId}::text = ANY("keyIds")`)
  return rows.map(({ hash }) => hash)
}

/** The numbers that a filter's times stand for: entries are in the order of their times. */
export async function boundsOf(ask: Ask, { from, to }: AuditFilter): Promise<Stretch> {
  const [ends] = await ask<{ low: RawSeq | null; high: RawSeq | null }>(Prisma.sql`
    SELECT ${lowest(from)} AS "low", ${highest(to)} AS "high"`)
  // Nothing is from then on: an empty stretch.
  if (ends?.low == null || ends.high == null) return { low: 0n, high: 0n }
  return { low: BigInt(ends.low), high: BigInt(ends.high) + 1n }
}

const lowest = (from: Date | undefined): Prisma.Sql =>
  from
    ? Prisma.sql`(SELECT "seq" FROM "audit_log" WHERE "at" >= ${from}::timestamptz ORDER BY "at", "seq" LIMIT 1)`
    : Prisma.sql`(SELECT min("seq") FROM "audit_log")`

const highest = (to: Date | undefined): Prisma.Sql =>
  to
    ? Prisma.sql`(SELECT "seq" FROM "audit_log" WHERE "at" < ${to}::timestamptz ORDER BY "at" DESC, "seq" DESC LIMIT 1)`
    : Prisma.sql`(SELECT max("seq") FROM "audit_log")`
