import { knownProviders, MAX_COOLDOWN_MS, outcomes } from '@itqan/keys-contract'
import fc from 'fast-check'
import { test } from 'vitest'
import { classifyFailure } from './classify-failure'
import type { ProviderFailure } from './failure'
import { readFailure } from './read-failure'
import { anthropic } from './recorded/anthropic'
import { gemini } from './recorded/gemini'
import { geminiQuota } from './recorded/gemini-quota'
import { mistral } from './recorded/mistral'
import { openai } from './recorded/openai'

/** The fields that may disable a key. Nothing below makes one of them. */
const DISABLING =
  /API_KEY_INVALID|CONSUMER_SUSPENDED|invalid_api_key|account_deactivated|authentication_error/g

const recorded = [gemini, geminiQuota, openai, anthropic, mistral]
  .flatMap((answers) => Object.values(answers))
  .map(({ body }): unknown => JSON.parse(JSON.stringify(body).replace(DISABLING, 'something_else')))

const hints = fc.oneof(
  fc.constantFrom('', '0', '0s', '-5s', '22s', '6m0s', '120ms', 'soon', 'NaN', 'Infinity', '1e999'),
  fc.integer().map(String),
  fc.double().map(String),
  fc.double().map((seconds) => `${seconds}s`),
  fc.bigInt().map((seconds) => `${seconds}s`),
  fc.bigInt().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.string(),
)

// Almost the machine's words, the machine's other words, and words that only people read.
const words = fc.oneof(
  fc.constantFrom(
    'api_key_invalid',
    'API_KEY_INVALID_',
    'Invalid_Api_Key',
    'RESOURCE_EXHAUSTED',
    'FAILED_PRECONDITION',
    'PERMISSION_DENIED',
    'RATE_LIMIT_EXCEEDED',
    'rate_limit_error',
    'rate_limit_exceeded',
    'overloaded_error',
    'insufficient_quota',
    'invalid_request_error',
    'rate_limited',
    'error',
  ),
  fc.constantFrom(
    'API key not valid. Please pass a valid API key.',
    'Your API key was reported as leaked. Please use another API key.',
    'Incorrect API key provided: invalid x-api-key, account deactivated',
    'Your credit balance is too low to access the Anthropic API.',
    'Quota exceeded, limit: 0 per day',
    '{"error":{"code":429,"message":"wrapped","status":"RESOURCE_EXHAUSTED"}}',
    '[{"error":',
    '[]',
  ),
  fc.string(),
)

const loose = fc.oneof(words, hints, fc.jsonValue({ maxDepth: 2 }))

const violation = fc.record(
  {
    quotaId: fc.oneof(fc.constantFrom('XPerDay-FreeTier', 'XPerMinute-FreeTier', 'X'), loose),
    quotaValue: fc.oneof(fc.constantFrom('0', 0, '20', '00', -1), loose),
  },
  { requiredKeys: [] },
)

const detail = fc.record(
  {
    '@type': fc.oneof(
      fc
        .constantFrom('QuotaFailure', 'RetryInfo', 'ErrorInfo', 'Help')
        .map((name) => `type.googleapis.com/google.rpc.${name}`),
      loose,
    ),
    violations: fc.oneof(fc.array(violation, { maxLength: 3 }), loose),
    retryDelay: hints,
    reason: loose,
    metadata: fc.oneof(fc.record({ consumer: words, quota_limit: words }), loose),
    error_code: fc.oneof(fc.constant('enforced_spend_limit_reached'), loose),
  },
  { requiredKeys: [] },
)

const error = fc.record(
  {
    code: fc.oneof(fc.integer({ min: 100, max: 700 }), loose),
    type: loose,
    status: loose,
    message: loose,
    details: fc.oneof(fc.array(detail, { maxLength: 3 }), detail, loose),
  },
  { requiredKeys: [] },
)

const body = fc.oneof(
  error.map((inner) => ({ error: inner })),
  error.map((inner) => [{ error: inner }]),
  error,
  fc.constantFrom(...recorded),
  fc.jsonValue(),
  fc.string(),
  fc.constant(undefined),
)

const headers = fc.dictionary(
  fc.constantFrom(
    'retry-after',
    'retry-after-ms',
    'x-ratelimit-remaining-tokens',
    'x-ratelimit-reset-tokens',
    'anthropic-ratelimit-requests-remaining',
    'anthropic-ratelimit-requests-reset',
    'anthropic-ratelimit-tokens-reset',
    'date',
  ),
  hints,
)

const status = fc.oneof(
  fc.constantFrom(null, 200, 400, 401, 402, 403, 404, 408, 429, 500, 503, 529),
  fc.integer({ min: -1, max: 700 }),
  fc.double(),
)

const failures: fc.Arbitrary<ProviderFailure> = fc.record({
  kind: fc.oneof(
    { weight: 9, arbitrary: fc.constant('response' as const) },
    { weight: 1, arbitrary: fc.constantFrom('network', 'aborted', 'unknown') },
  ),
  status,
  headers,
  body,
  message: fc.string(),
})

const moments = fc.record({
  now: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2100, 0, 1) }),
  chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})

const failureOutcomes = new Set<string>(outcomes.filter((outcome) => outcome !== 'ok'))

interface Moment {
  now: number
  chance: number
}

function isHarmless(failure: ProviderFailure, { now, chance }: Moment): boolean {
  return [...knownProviders, 'some-provider'].every((provider) => {
    const input = { provider, failure, model: 'some-model', now, random: () => chance }
    const { outcome, exact, until, quotaPool } = classifyFailure(input)
    const inTime = until === null || (until >= now && until <= now + MAX_COOLDOWN_MS)
    const inPool = quotaPool === null || /^projects\/[\w-]{1,100}$/.test(quotaPool)
    return failureOutcomes.has(outcome) && !exact && inTime && inPool
  })
}

test('No answer without the words for it disables a key, or rests one beyond 31 days', () => {
  fc.assert(fc.property(failures, moments, isHarmless), { numRuns: 10_000 })
}, 120_000)

test('Nothing that is thrown makes the reading of it throw', () => {
  const links = fc.record(
    {
      name: fc.constantFrom('AI_APICallError', 'ApiError', 'AI_TypeValidationError', 'AbortError'),
      statusCode: fc.oneof(status, fc.anything()),
      status: fc.oneof(status, fc.anything()),
      responseHeaders: fc.anything(),
      headers: fc.oneof(headers, fc.anything()),
      responseBody: fc.oneof(
        body.map((value) => JSON.stringify(value)),
        fc.anything(),
      ),
      error: fc.oneof(body, fc.anything()),
      value: body,
      message: fc.oneof(words, fc.anything()),
      kind: fc.oneof(words, fc.constant('response')),
      cause: fc.anything(),
      errors: fc.anything(),
    },
    { requiredKeys: [] },
  )
  const thrown = fc.oneof(links, fc.anything({ withNullPrototype: true }))
  const property = fc.property(thrown, moments, (one, moment) =>
    isHarmless(readFailure(one), moment),
  )
  fc.assert(property, { numRuns: 10_000 })
}, 120_000)
