import { nextMidnightInLosAngeles } from './calendar'
import type { ClassifyInput } from './classify-input'
import type { Classification } from './failure'
import { codeOfStatus, type GeminiError, readGeminiError } from './gemini-error'
import { classifyByStatus } from './generic'
import { hintAt, retryAfter } from './hint'
import { unavailableHere, verdict } from './verdict'

const DEAD_KEY_REASONS = new Set(['API_KEY_INVALID', 'CONSUMER_SUSPENDED'])

// From the start only: a request's own words may be quoted further on.
const DEAD_KEY_TEXT = /^API key (?:not valid|expired)/
const LEAKED_KEY_TEXT = /^Your API key was reported as leaked/
const OUT_OF_MONEY = /^Your prepayment credits are depleted/

export function classifyGemini(input: ClassifyInput): Classification {
  const error = readGeminiError(input.failure.body)
  const failure = { ...input.failure, status: statusOf(error, input.failure.status) }
  return { ...meaningOf(error, { ...input, failure }), quotaPool: error.quotaPool }
}

function statusOf(error: GeminiError, status: number | null): number | null {
  if (error.code !== null) return error.code
  return status !== null && status >= 400 ? status : (codeOfStatus(error.status) ?? status)
}

function meaningOf(error: GeminiError, input: ClassifyInput): Classification {
  if (error.reasons.some((reason) => DEAD_KEY_REASONS.has(reason))) {
    return verdict('invalid_key', { exact: true })
  }
  switch (input.failure.status ?? 0) {
    case 400:
      if (error.status === 'FAILED_PRECONDITION') return unavailableHere()
      return verdict(DEAD_KEY_TEXT.test(error.message) ? 'invalid_key' : 'client_error')
    case 403:
      return verdict(LEAKED_KEY_TEXT.test(error.message) ? 'invalid_key' : 'model_unavailable')
    case 404:
      return verdict('model_unavailable')
    case 429:
      return exhausted(error, input)
    default:
      return classifyByStatus(input)
  }
}

function exhausted(error: GeminiError, input: ClassifyInput): Classification {
  const { failure, now } = input
  if (error.hasZeroQuota) return verdict('model_unavailable', { scope: 'pool_model' })
  const hint =
    error.retryDelayMs === null
      ? retryAfter(failure.headers, now)
      : hintAt(now + error.retryDelayMs, now)
  // The hint of a used-up day is often that of a minute.
  if (error.quotaIds.some((id) => id.includes('PerDay'))) {
    const midnight = nextMidnightInLosAngeles(now)
    return verdict('rate_limit', { until: hintAt(Math.max(hint ?? midnight, midnight), now) })
  }
  if (!error.hasDetails && OUT_OF_MONEY.test(error.message)) return verdict('billing')
  if (hint !== null) return verdict('rate_limit', { until: hintAt(spread(hint, input), now) })
  // "Resource has been exhausted" and no more is Gemini being short of machines, not this project.
  return verdict('rate_limit', error.hasDetails ? {} : { escalates: false })
}

/** A second and up to a tenth later than asked, so that callers do not come back all at once. */
function spread(hint: number, { now, random }: ClassifyInput): number {
  return hint + 1000 + random() * 0.1 * (hint - now)
}
