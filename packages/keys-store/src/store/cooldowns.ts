import {
  type Cooldown,
  cooldownIdentity,
  cooldownSchema,
  type CooldownScope,
  type Outcome,
} from '@itqan/keys-contract'
import type { Prisma } from '../generated/client'
import type { Session } from './epoch'
import { idsOf, type TakenKeys } from './take-keys'

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

const ofOneKey: CooldownScope[] = ['key', 'key_model']

function ofKeys(ids: string[]) {
  return { scope: { in: ofOneKey }, target: { in: ids } }
}

/** Forgets the rests of keys that are gone. */
export async function removeCooldowns(session: Session, keyIds: string[]): Promise<void> {
  await session.cooldown.deleteMany({ where: ofKeys(keyIds) })
}

interface Lifted extends TakenKeys {
  /** Only what keeps the keys from this model. */
  model?: string | undefined
}

/**
 * Ends what keeps keys from use, their quota pools' rests included. The rows stay, so that clients
 * learn of it. The caller holds the epoch's lock.
 */
export async function liftCooldowns(session: Session, lifted: Lifted): Promise<void> {
  const { keys, revision, model } = lifted
  const pools = new Map(
    keys.flatMap(({ provider, quotaPool }) =>
      quotaPool === null
        ? []
        : [[`${provider} ${quotaPool}`, { provider, target: quotaPool }] as const],
    ),
  )
  const shared = [...pools.values()].map((pool) => ({ scope: 'pool_model', ...pool }))
  const which = {
    OR: [ofKeys(idsOf(keys)), ...shared],
    // A rest without a model is one for all of them.
    ...(model === undefined ? {} : { model: { in: [model, ''] } }),
  }
  await lift(session, { which, revision })
}

/** Ends the rests of the keys alone: their pools' are others' as well. */
export async function liftOwnCooldowns(
  session: Session,
  { keys, revision }: TakenKeys,
): Promise<void> {
  await lift(session, { which: ofKeys(idsOf(keys)), revision })
}

/** Ends the rests of keys that their provider refused. The caller holds the epoch's lock. */
export async function liftRefusals(session: Session, { keys, revision }: TakenKeys): Promise<void> {
  const refused = { outcome: 'invalid_key' satisfies Outcome }
  const which = { scope: 'key', target: { in: idsOf(keys) }, ...refused }
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
