import type { UsageChoices, UsageSpan } from '@itqan/keys-contract'
import type { Database } from '../database'
import { Prisma } from '../generated/client'
import { readUsedKeys } from './used-keys'

/** A list to choose from is no longer. */
const MAX_CHOICES = 200

interface Choice {
  kind: 'provider' | 'app' | 'model'
  id: string
}

interface ChoicesOptions {
  span: UsageSpan
  since: Date | undefined
}

/** What was used in a range, most used first where there is too much. */
export async function readChoices(
  prisma: Database['prisma'],
  { span, since }: ChoicesOptions,
): Promise<UsageChoices> {
  const uses = Prisma.sql`
    "key_usage" AS u WHERE u."span" = ${span} AND u."at" >= ${since}::timestamptz`
  // Keys apart: with them, the others would be summed key by key.
  const [keyIds, choices] = await Promise.all([
    prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM (
        SELECT u."keyId" AS id FROM ${uses}
        GROUP BY 1 ORDER BY sum(u."count") DESC, 1 LIMIT ${MAX_CHOICES}::int
      ) AS used ORDER BY id`,
    prisma.$queryRaw<Choice[]>`
      WITH sums AS MATERIALIZED (
        SELECT u."provider", u."app", u."model", sum(u."count") AS uses FROM ${uses}
        GROUP BY 1, 2, 3
      ), named AS (
        SELECT CASE GROUPING("provider", "app", "model")
            WHEN 3 THEN 'provider' WHEN 5 THEN 'app' ELSE 'model' END AS kind,
          COALESCE("app", "model", "provider") AS id, sum(uses) AS uses
        FROM sums GROUP BY GROUPING SETS (("provider"), ("app"), ("model"))
      ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY kind ORDER BY uses DESC, id) AS place FROM named
      )
      SELECT kind, id FROM ranked WHERE place <= ${MAX_CHOICES}::int ORDER BY id`,
  ])
  const used = await readUsedKeys(
    prisma,
    keyIds.map(({ id }) => id),
  )
  const keys = keyIds.flatMap(({ id }) => {
    const key = used.get(id)
    return key ? { id, provider: key.provider, name: key.name } : []
  })
  const idsOf = (kind: Choice['kind']) =>
    choices.filter((choice) => choice.kind === kind).map(({ id }) => id)
  return { providers: idsOf('provider'), keys, apps: idsOf('app'), models: idsOf('model') }
}
