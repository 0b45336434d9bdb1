import type { ClassifyInput } from './classify-input'
import { errorIn } from './error-body'
import type { Classification } from './failure'
import { textOf } from './guards'
import { classifyByStatus, overloaded } from './generic'
import { hintAt, parseDuration, retryAfter } from './hint'
import { unavailableHere, verdict } from './verdict'

type Meaning = (input: ClassifyInput) => Classification

const invalidKey: Meaning = () => verdict('invalid_key', { exact: true })
const billing: Meaning = () => verdict('billing')

/** By `error.code`. */
const codes = new Map<string, Meaning>([
  ['invalid_api_key', invalidKey],
  ['account_deactivated', invalidKey],
  ['insufficient_quota', billing],
  ['credit_balance_exhausted', billing],
  ['organization_spend_limit_exceeded', billing],
  ['project_spend_limit_exceeded', billing],
  ['organization_usage_limit_exceeded', billing],
  ['billing_hard_limit_reached', billing],
  ['billing_not_active', billing],
  ['rate_limit_exceeded', rateLimited],
  ['slow_down', rateLimited],
  ['model_not_found', () => verdict('model_unavailable')],
  ['unsupported_country_region_territory', unavailableHere],
  ['server_error', overloaded],
])

/** By `error.type`, where the code says nothing: it names a family. */
const types = new Map<string, Meaning>([
  ['insufficient_quota', billing],
  ['server_error', overloaded],
])

export function classifyOpenAi(input: ClassifyInput): Classification {
  const error = errorIn(input.failure.body)
  const meaning = codes.get(textOf(error['code'])) ?? types.get(textOf(error['type']))
  if (meaning) return meaning(input)
  if (input.failure.status === 429) return rateLimited(input)
  // In a stream, after a 200, the type stands for the status.
  const isMistake = error['type'] === 'invalid_request_error' && !isFailed(input.failure.status)
  return isMistake ? verdict('client_error') : classifyByStatus(input)
}

function isFailed(status: number | null): boolean {
  return status !== null && status >= 400
}

function rateLimited({ failure, now }: ClassifyInput): Classification {
  const until = retryAfter(failure.headers, now) ?? emptyBucketAt(failure.headers, now)
  return verdict('rate_limit', { until })
}

/** When the last of the used-up buckets is full again. */
function emptyBucketAt(headers: Readonly<Record<string, string>>, now: number): number | null {
  let latest: number | null = null
  for (const bucket of ['requests', 'tokens']) {
    if (headers[`x-ratelimit-remaining-${bucket}`] !== '0') continue
    const wait = parseDuration(headers[`x-ratelimit-reset-${bucket}`])
    if (wait !== null) latest = Math.max(latest ?? 0, now + wait)
  }
  return latest === null ? null : hintAt(latest, now)
}
