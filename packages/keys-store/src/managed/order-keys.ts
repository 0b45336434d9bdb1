import type { KeySort } from '@itqan/keys-contract'
import { Prisma } from '../generated/client'

const accented = 'àâäáãçéèêëíìîïñóòôöõúùûüÿ'
const plain = 'aaaaaceeeeiiiinooooouuuuy'

/** A name without what does not count where a person looks it up: case, accents, a number at its end. */
const stem = Prisma.sql`translate(lower(rtrim(k."name", '0123456789')), ${accented}, ${plain}) COLLATE "C"`

/** By provider, then as asked: of two that are equal neither ever changes places. */
export function orderOf({ by, isDescending }: KeySort): Prisma.Sql {
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const columns = columnsOf(by).map(
    // What was never used or never failed has nothing to say, whichever way the rest is sorted.
    (column) => Prisma.sql`${column} ${direction} NULLS LAST`,
  )
  return Prisma.sql`k."provider" COLLATE "C", ${Prisma.join(columns)},
    length(k."name"), k."name" COLLATE "C", k."id" COLLATE "C"`
}

function columnsOf(by: KeySort['by']): Prisma.Sql[] {
  switch (by) {
    case 'name':
      // The shorter of two with one stem has the smaller number: `key-2` before `key-10`.
      return [stem, Prisma.sql`length(k."name")`, Prisma.sql`k."name" COLLATE "C"`]
    case 'status':
      // What asks for attention first.
      return [
        Prisma.sql`array_position(ARRAY['invalid', 'cooling', 'limited', 'ready', 'disabled'], k."status")`,
      ]
    case 'quotaPool':
      return [Prisma.sql`lower(k."quotaPool") COLLATE "C"`]
    case 'uses':
      return [Prisma.sql`k."usageCount"`]
    case 'errors':
      return [Prisma.sql`k."errorCount"`]
    case 'successRate':
      return [Prisma.sql`rates."rate"`]
    case 'lastUsed':
      return [Prisma.sql`k."lastUsedAt"`]
    case 'lastFailure':
      return [Prisma.sql`k."lastFailureAt"`]
    default:
      return by satisfies never
  }
}
