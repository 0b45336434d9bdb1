import {
  type CooldownTarget,
  cooldownTargetOf,
  isFailure,
  MAX_LAST_ERROR_LENGTH,
  type PooledKey,
} from '@itqan/keys-contract'
import { classifyError, type ThrownBy } from '../outcome/classify-error'
import type { Classification, FailureOutcome } from '../outcome/failure'
import { restUntil } from '../outcome/rest-until'
import { redact } from '../redact'
import type { ThrownEnding } from './lease'

/** What an ended use means, before anyone is told. */
export interface UseVerdict {
  outcome: FailureOutcome
  /** What it does to the key's place in the order. */
  result: 'failure' | 'neutral'
  /** What must rest and until when, in milliseconds since 1970. */
  rest: { target: CooldownTarget; until: number } | null
  /** The provider itself said until when. */
  isHinted: boolean
  exact: boolean
  quotaPool: string | null
  lastError: string | null
}

interface EndedUse extends ThrownBy {
  key: PooledKey
  ending: ThrownEnding
  /** How often in a row a target has rested before. */
  restsOf: (target: CooldownTarget) => number
}

/** Says what a use that went wrong means. Decides nothing that others must know: see the lessor. */
export function describeUse(use: EndedUse): UseVerdict {
  const { ending, key } = use
  const { classification, message } = classifyError(ending.error, use)
  const { outcome, exact, quotaPool, until } = classification
  // Trouble of the provider is no error of the key, but others are tried first.
  const result = isFailure(outcome) ? 'failure' : 'neutral'
  return {
    outcome,
    result,
    rest: restOf(use, classification),
    isHinted: until !== null,
    exact,
    quotaPool,
    lastError: message && result === 'failure' ? cut(redact(message, key.key)) : null,
  }
}

function restOf(use: EndedUse, classification: Classification): UseVerdict['rest'] {
  const { key, model, now, restsOf } = use
  const { outcome, scope } = classification
  // The key did nothing wrong: the next attempt waits a little instead.
  if (outcome === 'overloaded') return null
  const target = cooldownTargetOf({
    key,
    outcome,
    model: model ?? undefined,
    scope: scope ?? undefined,
  })
  if (!target) return null
  const until = restUntil({ classification, rests: restsOf(target), now })
  return until === null ? null : { target, until }
}

function cut(message: string): string {
  // By code point, so that no surrogate pair is cut in two.
  const points = Array.from(message.slice(0, 4 * MAX_LAST_ERROR_LENGTH))
  return points.slice(0, MAX_LAST_ERROR_LENGTH).join('')
}
