import {
  type AuditEntryView,
  type AuditKey,
  type AuditKeySet,
  MAX_KEY_SET,
} from '@itqan/keys-contract'
import { Prisma } from '../../generated/client'
import type { AuditEntry } from '../audit-entry'
import type { Ask, RawSeq } from './ask'

export type RawEntry = Omit<AuditEntry, 'seq'> & { seq: RawSeq }

/** Entries with the names that people and keys have today. */
export async function toViews(ask: Ask, rows: readonly RawEntry[]): Promise<AuditEntryView[]> {
  const [people, names, counts] = await Promise.all([
    readPeople(ask, rows),
    readKeyNames(ask, [...new Set(rows.flatMap(({ keyIds }) => keyIds))]),
    readCounts(ask, rows),
  ])
  return rows.map(({ keyIds, seq, ...row }) => ({
    ...row,
    seq: Number(seq),
    person: (row.actorKind === 'person' && people.get(row.actor ?? '')) || null,
    subject: people.get(subjectOf(row) ?? '') ?? null,
    keys: keyIds.map((id) => ({ id, name: names.get(id) ?? null })),
    keyCount: row.keySet === null ? keyIds.length : (counts.get(row.keySet) ?? null),
  }))
}

/** @returns `null` when no set has this hash. */
export async function readKeySet(ask: Ask, hash: string): Promise<AuditKeySet | null> {
  const [set] = await ask<{ total: number; keyIds: string[] }>(Prisma.sql`
    SELECT cardinality("keyIds") AS "total", "keyIds"[1:${MAX_KEY_SET}::int] AS "keyIds"
    FROM "audit_key_sets" WHERE "hash" = ${hash}::text`)
  if (!set) return null
  const names = await readKeyNames(ask, set.keyIds)
  const keys: AuditKey[] = set.keyIds.map((id) => ({ id, name: names.get(id) ?? null }))
  return { total: set.total, keys }
}

type Person = NonNullable<AuditEntryView['person']>

/** What was done to a person begins its detail with the person's id. */
function subjectOf({ action, detail }: Pick<RawEntry, 'action' | 'detail'>): string | null {
  if (!action.startsWith('person.')) return null
  return /^[\w-]+/.exec(detail ?? '')?.[0] ?? null
}

async function readPeople(ask: Ask, rows: readonly RawEntry[]): Promise<Map<string, Person>> {
  const actors = rows.map(({ actorKind, actor }) => (actorKind === 'person' ? actor : null))
  const ids = [...actors, ...rows.map(subjectOf)].filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const people = await ask<Person & { id: string }>(Prisma.sql`
    SELECT "id", "name", "email" FROM "user" WHERE "id" = ANY(${[...new Set(ids)]}::text[])`)
  return new Map(people.map(({ id, ...person }) => [id, person]))
}

/** Also of those that were deleted, for as long as that can be undone. */
async function readKeyNames(ask: Ask, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const keys = await ask<{ id: string; name: string }>(Prisma.sql`
    SELECT "id", "name" FROM "api_keys" WHERE "id" = ANY(${ids}::text[])
    UNION ALL
    SELECT "keyId", "kept" -> 'row' ->> 'name' FROM "removed_keys"
    WHERE "keyId" = ANY(${ids}::text[]) AND "kept" -> 'row' ->> 'name' IS NOT NULL`)
  return new Map(keys.map(({ id, name }) => [id, name]))
}

async function readCounts(ask: Ask, rows: readonly RawEntry[]): Promise<Map<string, number>> {
  const hashes = [...new Set(rows.flatMap(({ keySet }) => keySet ?? []))]
  if (hashes.length === 0) return new Map()
  const sets = await ask<{ hash: string; total: number }>(Prisma.sql`
    SELECT "hash", cardinality("keyIds") AS "total" FROM "audit_key_sets"
    WHERE "hash" = ANY(${hashes}::text[])`)
  return new Map(sets.map(({ hash, total }) => [hash, total]))
}
