import type { KeyFilter } from '@itqan/keys-contract'
import { Prisma } from '../generated/client'
import { toStorable } from '../store/storable-text'

/** What rests at a moment: stands before a query that asks for `keyStatus`. */
export function resting(now: Date): Prisma.Sql {
  return Prisma.sql`resting AS MATERIALIZED (
    SELECT "scope", "provider", "target", "model" FROM "key_cooldowns" WHERE "until" > ${now}
  )`
}

/** Whether something that the key `k` hangs on rests, for every model or for some. */
function isAtRest(models: 'all' | 'some'): Prisma.Sql {
  const which = models === 'all' ? Prisma.sql`"model" = ''` : Prisma.sql`"model" <> ''`
  return Prisma.sql`(
    k."id" IN (SELECT "target" FROM resting WHERE "scope" IN ('key', 'key_model') AND ${which})
    OR (k."provider", k."quotaPool") IN (
      SELECT "provider", "target" FROM resting WHERE "scope" = 'pool_model' AND ${which})
    OR k."provider" IN (SELECT "target" FROM resting WHERE "scope" = 'provider' AND ${which})
  )`
}

/** The same rule as `keyStatusOf`, for the key `k`. */
export const keyStatus = Prisma.sql`CASE
  WHEN NOT k."isActive" AND k."isDisabledByProvider" THEN 'invalid'
  WHEN NOT k."isActive" THEN 'disabled'
  WHEN ${isAtRest('all')} THEN 'cooling'
  WHEN ${isAtRest('some')} THEN 'limited'
  ELSE 'ready' END`

/** Whether the filter finds the key `k`, which has a `status` where the filter asks for one. */
export function isFound({ providers, statuses, text }: KeyFilter): Prisma.Sql {
  const needle = toStorable(text ?? '')
  const parts = [Prisma.sql`true`]
  if (providers?.length) parts.push(Prisma.sql`k."provider" = ANY(${providers})`)
  if (statuses?.length) parts.push(Prisma.sql`k."status" = ANY(${statuses})`)
  if (needle) {
    // Not LIKE: what a person types holds no wildcards.
    const held = Prisma.sql`lower(concat_ws(' ', k."name", k."maskedKey", k."quotaPool", k."provider"))`
    parts.push(Prisma.sql`strpos(${held}, lower(${needle})) > 0`)
  }
  return Prisma.sql`(${Prisma.join(parts, ' AND ')})`
}
