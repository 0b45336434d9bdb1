import { Prisma } from '../generated/client'
import type { Session } from './epoch'
import { SEVERAL_PROVIDERS } from './removed-keys'

/** Uses of a key up to this moment were uses at another provider, which it has left since. */
export interface PastProvider {
  /** `null` where it was at several. */
  provider: string | null
  until: Date
}

/** Whether a use says nothing of the key where it is now: it was told late, or by who had not heard. */
export function isOfPast({ lastUsedAt }: { lastUsedAt: Date }, past: PastProvider | null): boolean {
  return past !== null && lastUsedAt <= past.until
}

/** Who tells of uses, and when. */
export interface Teller {
  /** The lowest epoch of the caller's lists; `undefined` where it has none. */
  since: number | undefined
  /** No use is later. */
  now: Date
}

/**
 * Until when a key's uses were uses elsewhere, of its row in `removed_keys` called `r`. All that a caller
 * tells while its lists are older than the move were; once it has listed again, as it does when it hears
 * of the move, moments alone tell: what it used between the two counts as used where the key is now.
 */
export function pastUntil({ since, now }: Teller): Prisma.Sql {
  return Prisma.sql`
    CASE WHEN ${since ?? null}::bigint < r."revision" THEN ${now}::timestamptz ELSE r."removedAt" END`
}

export const pastProvider = Prisma.sql`NULLIF(r."provider", ${SEVERAL_PROVIDERS})`

/** By id, of those keys that were moved. */
export async function readPastProviders(
  session: Session,
  ids: readonly string[],
  teller: Teller,
): Promise<Map<string, PastProvider>> {
  const rows = await session.$queryRaw<(PastProvider & { id: string })[]>`
    SELECT r."keyId" AS "id", ${pastProvider} AS "provider", ${pastUntil(teller)} AS "until"
    FROM "removed_keys" AS r WHERE r."keyId" = ANY(${ids})`
  return new Map(rows.map(({ id, ...past }) => [id, past]))
}
