import type { WhyChoices } from '@itqan/keys-contract'
import type { Session } from '../store/epoch'

/** Names of models are a caller's to invent. */
const MAX_MODELS = 200

/** Every provider that has a key, with the models that were used of late, or rest. */
export async function readOrderChoices(session: Session): Promise<WhyChoices> {
  const providers = await session.apiKey.groupBy({
    by: ['provider'],
    orderBy: { provider: 'asc' },
  })
  const named = await session.$queryRaw<{ provider: string; model: string }[]>`
    SELECT "provider", "model" FROM "key_usage"
    WHERE "span" = 'hour' AND "at" > now() - interval '7 days' AND "model" <> ''
    -- Else each row of a week would be sorted.
    GROUP BY 1, 2
    UNION
    SELECT "provider", "model" FROM "key_cooldowns" WHERE "until" > now() AND "model" <> ''
    ORDER BY "provider", "model"`
  return providers.map(({ provider }) => ({
    provider,
    models: named
      .filter((one) => one.provider === provider)
      .map(({ model }) => model)
      .slice(0, MAX_MODELS),
  }))
}
