import { type RankedKey, rankKeys } from '@itqan/keys-client'
import { MAX_WHY_KEYS, type Why, type WhyKey, whyStates } from '@itqan/keys-contract'
import type { OrderedKey, OrderFacts } from '@itqan/keys-store'
import { type RestSources, restsOf, sourcesByTarget } from './rests-of'

/** Every key of a provider: when a client would take it, or why it would not. */
export function explainOrder(facts: OrderFacts, { model }: { model: string | null }): Why {
  const { at, keys, cooldowns } = facts
  const active = keys.filter(({ isActive }) => isActive)
  const ranked = rankKeys({ keys: active, cooldowns, model, now: at.getTime() })
  const inTurn = [
    ...inClientsOrder(active, { ranked, sources: sourcesByTarget(facts) }),
    ...keys.filter(({ isActive }) => !isActive).map(switchedOff),
  ]
  const byState = whyStates.map((state) => inTurn.filter((key) => key.state === state))
  const [ready = [], resting = [], refused = [], disabled = []] = byState
  return {
    at,
    totals: {
      ready: ready.length,
      resting: resting.length,
      refused: refused.length,
      disabled: disabled.length,
    },
    keys: [ready, resting.toSorted(byReturn), refused, disabled].flatMap((those) =>
      those.slice(0, MAX_WHY_KEYS),
    ),
  }
}

function inClientsOrder(
  keys: readonly OrderedKey[],
  { ranked, sources }: { ranked: readonly RankedKey[]; sources: RestSources },
): WhyKey[] {
  const byId = new Map(keys.map((key) => [key.id, key]))
  const equals = countPlaces(ranked)
  return ranked.flatMap(({ keyId, place, isEligible, hindrances }) => {
    const key = byId.get(keyId)
    if (!key) return []
    return {
      ...shown(key),
      state: isEligible ? 'ready' : 'resting',
      place,
      equals: place === null ? 0 : (equals.get(place) ?? 1),
      rests: restsOf(key, { hindrances, sources }),
    }
  })
}

function switchedOff(key: OrderedKey): WhyKey {
  const state = key.isDisabledByProvider ? 'refused' : 'disabled'
  return { ...shown(key), state, place: null, equals: 0, rests: [] }
}

/** What a page is sent of it: named one by one. */
function shown(key: OrderedKey): Omit<WhyKey, 'state' | 'place' | 'equals' | 'rests'> {
  const { name, maskedKey, quotaPool, weight, usageCount, recentErrors, lastUsedAt } = key
  const { lastFailure, lastFailureAt, lastError } = key
  return {
    keyId: key.id,
    ...{ name, maskedKey, quotaPool, weight, usageCount, recentErrors, lastUsedAt },
    ...{ lastFailure, lastFailureAt, lastError },
  }
}

/** The one that may be taken again first comes first. */
function byReturn(a: WhyKey, b: WhyKey): number {
  const returnOf = ({ rests }: WhyKey) => Math.max(0, ...rests.map(({ until }) => until.getTime()))
  return returnOf(a) - returnOf(b)
}

function countPlaces(ranked: readonly RankedKey[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { place } of ranked)
    if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1)
  return counts
}
