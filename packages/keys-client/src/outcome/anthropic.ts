import { firstOfNextMonth } from './calendar'
import type { ClassifyInput } from './classify-input'
import { errorIn } from './error-body'
import type { Classification } from './failure'
import { isRecord, textOf } from './guards'
import { classifyByStatus, overloaded } from './generic'
import { hintAt, parseTimestamp, retryAfter } from './hint'
import { verdict } from './verdict'

const BUCKETS = ['requests', 'tokens', 'input-tokens', 'output-tokens']

// From the start only: a request's own words may be quoted further on.
const OUT_OF_MONEY =
  /^(?:Your credit balance is too low|You have reached your specified (?:workspace )?API usage limits)/

export function classifyAnthropic(input: ClassifyInput): Classification {
  const error = errorIn(input.failure.body)
  const { status } = input.failure
  switch (error['type']) {
    case 'authentication_error':
      return verdict('invalid_key', { exact: status === 401 })
    case 'billing_error':
      return verdict('billing')
    case 'permission_error':
      return verdict('model_unavailable')
    case 'rate_limit_error':
      return rateLimited(input, error)
    case 'overloaded_error':
    case 'api_error':
    case 'timeout_error':
      return overloaded(input)
    case 'not_found_error':
      return notFound(input, error)
    default:
      return byStatus(input, error)
  }
}

function byStatus(input: ClassifyInput, error: Record<string, unknown>): Classification {
  const { status } = input.failure
  if (status === 429) return rateLimited(input, error)
  if (error['type'] !== 'invalid_request_error') return classifyByStatus(input)
  const message = textOf(error['message'])
  if (OUT_OF_MONEY.test(message)) return verdict('billing')
  if (message.startsWith('This organization has been disabled')) return verdict('invalid_key')
  // In a stream, after a 200, the type stands for the status.
  return (status ?? 0) < 400 ? verdict('client_error') : classifyByStatus(input)
}

/** "model: claude-…" is how Anthropic names a model that this key cannot use, or that is gone. */
function notFound(input: ClassifyInput, error: Record<string, unknown>): Classification {
  if (textOf(error['message']).startsWith('model:')) return verdict('model_unavailable')
  return classifyByStatus({ ...input, failure: { ...input.failure, status: 404 } })
}

function rateLimited(input: ClassifyInput, error: Record<string, unknown>): Classification {
  const { failure, now } = input
  const asked = retryAfter(failure.headers, now)
  if (asked === null && isSpendLimit(error)) {
    return verdict('billing', { until: hintAt(firstOfNextMonth(now), now) })
  }
  return verdict('rate_limit', { until: asked ?? resetAt(failure.headers, now) })
}

function isSpendLimit({ details }: Record<string, unknown>): boolean {
  return isRecord(details) && details['error_code'] === 'enforced_spend_limit_reached'
}

/** When the last of the used-up buckets is full again; of all of them, if none is named as used up. */
function resetAt(headers: Readonly<Record<string, string>>, now: number): number | null {
  const resets = BUCKETS.flatMap((bucket) => {
    const at = parseTimestamp(headers[`anthropic-ratelimit-${bucket}-reset`])
    const isEmpty = headers[`anthropic-ratelimit-${bucket}-remaining`] === '0'
    return at === null ? [] : [{ at, isEmpty }]
  })
  const empty = resets.filter(({ isEmpty }) => isEmpty)
  const times = (empty.length > 0 ? empty : resets).map(({ at }) => at)
  return times.length === 0 ? null : hintAt(Math.max(...times), now)
}
