import { type Cooldown, cooldownIdentity, cooldownSchema, type Outcome } from '@itqan/keys-contract'
import type { Prisma } from '../generated/client'
import type { Session } from './epoch'

interface Wanted {
  /** Of these providers only. */
  providers?: string[] | undefined
  /** Those set or lifted after this epoch; without it, those in force. */
  since?: number | undefined
}

export async function readCooldowns(
  session: Session,
  { providers, since }: Wanted,
): Promise<Cooldown[]> {
  const rows = await session.cooldown.findMany({
    where: {
      ...(providers === undefined ? {} : { provider: { in: providers } }),
      ...(since === undefined ? { until: { gt: new Date() } } : { revision: { gt: since } }),
    },
    orderBy: [{ provider: 'asc' }, { target: 'asc' }, { model: 'asc' }],
  })
  return rows.map((row) =>
    cooldownSchema.parse({ ...row, model: row.model || null, revision: Number(row.revision) }),
  )
}

/** What is to rest, before it has a revision. */
export type Rest = Omit<Cooldown, 'revision'>

/**
 * Keeps the later of what is known and what is new, and forgets what has long been over. The caller
 * holds the epoch's lock.
 *
 * @returns whether anything rests longer than before.
 */
export async function setCooldowns(
  session: Session,
  { rests, revision }: { rests: Rest[]; revision: bigint },
): Promise<boolean> {
  if (rests.length === 0) return false
  await session.$executeRaw`
    DELETE FROM "key_cooldowns" WHERE ("scope", "provider", "target", "model") IN (
      SELECT "scope", "provider", "target", "model" FROM "key_cooldowns"
      WHERE "until" < now() - interval '1 hour' AND COALESCE("longestUntil" < now(), true)
      ORDER BY "until" LIMIT 100 FOR UPDATE SKIP LOCKED
    )`
  const longest = longestOfEach(rests)
  const changed = await session.$executeRaw`
    INSERT INTO "key_cooldowns"
      ("scope", "provider", "target", "model", "outcome", "until", "longestUntil", "revision")
    SELECT r.*, r.until, ${revision}::bigint FROM unnest(
      ${longest.map((rest) => rest.scope)}::text[],
      ${longest.map((rest) => rest.provider)}::text[],
      ${longest.map((rest) => rest.target)}::text[],
      ${longest.map((rest) => rest.model ?? '')}::text[],
      ${longest.map((rest) => rest.outcome)}::text[],
      ${longest.map((rest) => rest.until)}::timestamptz[]
    ) AS r(scope, provider, target, model, outcome, until)
    ON CONFLICT ("scope", "provider", "target", "model") DO UPDATE
    SET "until" = EXCLUDED."until", "outcome" = EXCLUDED."outcome",
      "revision" = EXCLUDED."revision",
      "longestUntil" = GREATEST("key_cooldowns"."longestUntil", EXCLUDED."until")
    WHERE EXCLUDED."until" > "key_cooldowns"."until"`
  return changed > 0
}

// One statement cannot change a row twice.
function longestOfEach(rests: Rest[]): Rest[] {
  const ascending = rests.toSorted((a, b) => a.until.getTime() - b.until.getTime())
  return [...new Map(ascending.map((rest) => [cooldownIdentity(rest), rest])).values()]
}

/** Forgets the rests of a key that is gone. */
export async function removeCooldowns(session: Session, keyId: string): Promise<void> {
  await session.cooldown.deleteMany({ where: ofKey(keyId) })
}

function ofKey(id: string) {
  return { scope: { in: ['key', 'key_model'] }, target: id }
}

interface Lifted {
  key: { id: string; provider: string; quotaPool: string | null }
  revision: bigint
}

/**
 * Ends what keeps a key from use, its quota pool's rests included. The rows stay, so that clients
 * learn of it. The caller holds the epoch's lock.
 */
export async function liftCooldowns(session: Session, { key, revision }: Lifted): Promise<void> {
  const { id, provider, quotaPool } = key
  const shared = quotaPool === null ? [] : [{ scope: 'pool_model', provider, target: quotaPool }]
  await lift(session, { which: { OR: [ofKey(id), ...shared] }, revision })
}

/** Ends the rest of a key that its provider refused. The caller holds the epoch's lock. */
export async function liftRefusal(
  session: Session,
  { keyId, revision }: { keyId: string; revision: bigint },
): Promise<void> {
  const which = { scope: 'key', target: keyId, outcome: 'invalid_key' satisfies Outcome }
  await lift(session, { which, revision })
}

async function lift(
  session: Session,
  { which, revision }: { which: Prisma.CooldownWhereInput; revision: bigint },
): Promise<void> {
  const until = new Date()
  const where = { ...which, until: { gt: until } }
  await session.cooldown.updateMany({ where, data: { until, revision } })
}
