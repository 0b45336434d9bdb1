import type { Hindrance } from '@itqan/keys-client'
import { cooldownIdentity, type CooldownScope, type ExplainedRest } from '@itqan/keys-contract'
import type { OrderedKey, OrderFacts } from '@itqan/keys-store'

/** What the client finds in a key's way, the longest first, each with who told of it. */
export function restsOf(
  key: OrderedKey,
  { hindrances, sources }: { hindrances: readonly Hindrance[]; sources: RestSources },
): ExplainedRest[] {
  return hindrances
    .toSorted((a, b) => b.until.getTime() - a.until.getTime())
    .map(({ scope, model, outcome, until }) => {
      const target = { scope, provider: key.provider, target: targetOf(scope, key), model }
      return { scope, model, outcome, until, source: sources.get(cooldownIdentity(target)) ?? null }
    })
}

export type RestSources = ReadonlyMap<string, { app: string; at: Date }>

/** By what rests. */
export function sourcesByTarget({ sources }: Pick<OrderFacts, 'sources'>): RestSources {
  return new Map(sources.map((one) => [cooldownIdentity(one), { app: one.app, at: one.at }]))
}

function targetOf(scope: CooldownScope, { id, quotaPool, provider }: OrderedKey): string {
  switch (scope) {
    case 'key':
    case 'key_model':
      return id
    case 'pool_model':
      return quotaPool ?? ''
    case 'provider':
      return provider
    default:
      return scope satisfies never
  }
}
