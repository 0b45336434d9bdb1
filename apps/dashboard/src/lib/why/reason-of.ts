import type { WhyKey } from '@itqan/keys-contract'

/** Why a key that is ready has its place among those that are. */
export interface Reason {
  /**
   * - `only`: no other is ready.
   * - `errors`, `uses`: what set it apart from the place before it; for the first, from the one after.
   * - `chance`: nothing but chance, for all that are ready are equal.
   */
  kind: 'only' | 'errors' | 'uses' | 'chance'
  isFirst: boolean
  /** How many others are equal with it. */
  others: number
  /** The key that it is told apart from. */
  rival: WhyKey | null
  /** Equal, though not used equally: a client counts no more than ten uses ahead. */
  isCapped: boolean
}

/** The recent errors as keys are compared by them. */
export const errorsOf = ({ recentErrors }: WhyKey): number => Math.round(recentErrors)

/** `ready`: the keys that are ready, in their order. */
export function reasonOf(key: WhyKey, ready: readonly WhyKey[]): Reason {
  const place = key.place ?? 1
  const isFirst = place === 1
  const rival = ready.find((one) => one.place === (isFirst ? 2 : place - 1)) ?? null
  const equal = ready.filter((one) => one.place === place)
  return {
    kind: kindOf(key, { rival, isAlone: ready.length === 1 }),
    isFirst,
    others: Math.max(0, key.equals - 1),
    rival,
    isCapped: equal.some((one) => loadOf(one) !== loadOf(key)),
  }
}

function kindOf(
  key: WhyKey,
  { rival, isAlone }: { rival: WhyKey | null; isAlone: boolean },
): Reason['kind'] {
  if (!rival) return isAlone ? 'only' : 'chance'
  return errorsOf(key) === errorsOf(rival) ? 'uses' : 'errors'
}

const loadOf = ({ usageCount, weight }: WhyKey): number => usageCount / weight
