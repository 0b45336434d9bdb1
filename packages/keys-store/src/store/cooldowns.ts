import { type Cooldown, cooldownSchema, type Outcome } from '@itqan/keys-contract'
import type { Session } from './epoch'

/** The cooldowns in force, of one provider or of all. */
export async function readCooldowns(session: Session, provider?: string): Promise<Cooldown[]> {
  const rows = await session.cooldown.findMany({
    where: { until: { gt: new Date() }, ...(provider === undefined ? {} : { provider }) },
    orderBy: [{ provider: 'asc' }, { target: 'asc' }, { model: 'asc' }],
  })
  return rows.map((row) => cooldownSchema.parse({ ...row, model: row.model || null }))
}

interface Reporter {
  id: string
  provider: string
  quotaPool: string | null
}

/** What an outcome puts to rest: the smallest thing that `providers.md` says it speaks of. */
export function cooldownOf(options: {
  key: Reporter
  outcome: Outcome
  model: string | undefined
  until: Date
}): Cooldown | null {
  const { key, outcome, model, until } = options
  const rest = (scope: Cooldown['scope'], target: string, about: string | null): Cooldown => ({
    scope,
    provider: key.provider,
    target,
    model: about,
    outcome,
    until,
  })
  switch (outcome) {
    case 'invalid_key':
    case 'billing':
      return rest('key', key.id, null)
    case 'rate_limit':
      if (!model) return rest('key', key.id, null)
      return key.quotaPool
        ? rest('pool_model', key.quotaPool, model)
        : rest('key_model', key.id, model)
    case 'model_unavailable':
      return model ? rest('key_model', key.id, model) : rest('key', key.id, null)
    case 'overloaded':
      return rest('provider', key.provider, null)
    case 'ok':
    case 'network':
    case 'client_error':
    case 'aborted':
    case 'error':
      return null
    default:
      return outcome satisfies never
  }
}

/** Keeps the later of what is known and what is new, and forgets what is over. */
export async function mergeCooldowns(session: Session, cooldowns: Cooldown[]): Promise<void> {
  if (cooldowns.length === 0) return
  await session.$executeRaw`
    DELETE FROM "key_cooldowns" WHERE ("scope", "provider", "target", "model") IN (
      SELECT "scope", "provider", "target", "model" FROM "key_cooldowns"
      WHERE "until" < now() ORDER BY "until" LIMIT 100 FOR UPDATE SKIP LOCKED
    )`
  // Keys of different batches share pools and providers: one order, so that nobody waits in a ring.
  for (const { scope, provider, target, model, outcome, until } of cooldowns.toSorted(byIdentity)) {
    await session.$executeRaw`
      INSERT INTO "key_cooldowns" ("scope", "provider", "target", "model", "outcome", "until")
      VALUES (${scope}, ${provider}, ${target}, ${model ?? ''}, ${outcome}, ${until})
      ON CONFLICT ("scope", "provider", "target", "model") DO UPDATE
      SET "until" = EXCLUDED."until", "outcome" = EXCLUDED."outcome"
      WHERE EXCLUDED."until" > "key_cooldowns"."until"`
  }
}

function byIdentity(a: Cooldown, b: Cooldown): number {
  const [left, right] = [identityOf(a), identityOf(b)]
  return left < right ? -1 : Number(left > right)
}

function identityOf({ scope, provider, target, model }: Cooldown): string {
  return [scope, provider, target, model ?? ''].join('\n')
}
