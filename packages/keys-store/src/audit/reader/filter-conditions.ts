import type { AuditFilter } from '@itqan/keys-contract'
import { Prisma } from '../../generated/client'

/** Entries by number: from `low` on, and before `high`. */
export interface Stretch {
  low: bigint
  high: bigint
}

/** What of a filter is looked up before entries are. */
export interface Found {
  /** Ids of the people that `filter.actor` may mean. */
  people: readonly string[]
  /** Hashes of the sets that hold `filter.keyId`. */
  keySets: readonly string[]
}

/** What an entry of a stretch must be. */
export function whereOf(filter: AuditFilter, { low, high }: Stretch, found: Found): Prisma.Sql {
  const conditions = [
    Prisma.sql`"seq" >= ${low}::bigint AND "seq" < ${high}::bigint`,
    ...equalities(filter),
    ...searches(filter, found),
  ]
  return Prisma.join(conditions, ' AND ')
}

function equalities(filter: AuditFilter): Prisma.Sql[] {
  const { actorKind, provider, requestId, actions, outcomes } = filter
  const texts = [
    [Prisma.sql`"actorKind"`, actorKind],
    [Prisma.sql`"provider"`, provider],
    [Prisma.sql`"requestId"`, requestId],
  ] as const
  const lists = [
    [Prisma.sql`"action"`, actions],
    [Prisma.sql`"outcome"`, outcomes],
  ] as const
  return [
    ...texts.flatMap(([column, text]) =>
      text === undefined ? [] : [Prisma.sql`${column} = ${text}::text`],
    ),
    ...lists.flatMap(([column, list]) =>
      list?.length ? [Prisma.sql`${column} = ANY(${list}::text[])`] : [],
    ),
  ]
}

function searches(filter: AuditFilter, { people, keySets }: Found): Prisma.Sql[] {
  const { actor, keyId, address, text, from, to } = filter
  return [
    actor !== undefined &&
      Prisma.sql`(lower("actor") = lower(${actor}::text)
        OR ("actorKind" = 'person' AND "actor" = ANY(${people}::text[])))`,
    keyId !== undefined &&
      Prisma.sql`("keyIds" @> ARRAY[${keyId}::text] OR "keySet" = ANY(${keySets}::text[]))`,
    address !== undefined && Prisma.sql`starts_with("address", ${address}::text)`,
    text !== undefined && Prisma.sql`strpos(lower("detail"), lower(${text}::text)) > 0`,
    from !== undefined && Prisma.sql`"at" >= ${from}::timestamptz`,
    to !== undefined && Prisma.sql`"at" < ${to}::timestamptz`,
  ].filter((condition) => condition !== false)
}
