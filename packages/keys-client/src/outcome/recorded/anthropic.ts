import type { RecordedAnswer } from './answer'

const headers = {
  'content-type': 'application/json',
  'request-id': 'req_011CSHoEeqs5C35K2UUqExample',
  'anthropic-organization-id': '00000000-0000-4000-8000-000000000000',
  'x-should-retry': 'true',
  'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
  server: 'cloudflare',
}

interface AnthropicError {
  type: string
  message: string
  details?: unknown
}

export function anthropicBody(error: AnthropicError) {
  return { type: 'error', error, request_id: 'req_011CSHoEeqs5C35K2UUqExample' }
}

function answer(
  status: number,
  error: AnthropicError,
  more: Record<string, string> = {},
): RecordedAnswer {
  return { status, headers: { ...headers, ...more }, body: anthropicBody(error) }
}

const tooFast: AnthropicError = {
  type: 'rate_limit_error',
  message:
    'This request would exceed the rate limit for your organization of 20,000 input tokens per ' +
    'minute. For details, refer to: https://docs.anthropic.com/en/api/rate-limits.',
}

const spent: AnthropicError = {
  type: 'rate_limit_error',
  message: "You have reached your usage tier's monthly spend limit.",
  details: { error_code: 'enforced_spend_limit_reached' },
}

const buckets = {
  'anthropic-ratelimit-input-tokens-limit': '200000',
  'anthropic-ratelimit-input-tokens-remaining': '0',
  'anthropic-ratelimit-input-tokens-reset': '2026-11-22T15:01:03Z',
  'anthropic-ratelimit-output-tokens-limit': '80000',
  'anthropic-ratelimit-output-tokens-remaining': '80000',
  'anthropic-ratelimit-output-tokens-reset': '2026-11-22T15:00:00Z',
  'anthropic-ratelimit-requests-limit': '4000',
  'anthropic-ratelimit-requests-remaining': '3999',
  'anthropic-ratelimit-requests-reset': '2026-11-22T15:05:00Z',
  'anthropic-ratelimit-tokens-limit': '280000',
  'anthropic-ratelimit-tokens-remaining': '80000',
  'anthropic-ratelimit-tokens-reset': '2026-11-22T15:00:00Z',
}

export const overloadedError = { type: 'overloaded_error', message: 'Overloaded' }

export const anthropic = {
  limitedSeconds: answer(429, tooFast, { 'retry-after': '16', ...buckets }),
  limitedInput: answer(429, tooFast, buckets),
  limitedTwice: answer(429, tooFast, {
    ...buckets,
    'anthropic-ratelimit-requests-remaining': '0',
  }),
  limitedNone: answer(429, tooFast, {
    'anthropic-ratelimit-requests-reset': '2026-11-22T15:00:07Z',
    'anthropic-ratelimit-tokens-reset': '2026-11-22T15:00:09Z',
  }),
  limitedGarbage: answer(429, tooFast, { 'anthropic-ratelimit-requests-reset': 'in 5 minutes' }),
  limitedWithoutHint: answer(429, tooFast),
  spent: answer(429, spent, { 'x-should-retry': 'false' }),
  spentWithHint: answer(429, spent, { 'retry-after': '120' }),
  lowCredit: answer(400, {
    type: 'invalid_request_error',
    message:
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing ' +
      'to upgrade or purchase credits.',
  }),
  ownLimit: answer(400, {
    type: 'invalid_request_error',
    message:
      'You have reached your specified workspace API usage limits. You will regain access on ' +
      '2026-12-01 at 00:00 UTC.',
  }),
  badField: answer(400, {
    type: 'invalid_request_error',
    message: 'messages.0.content: "Your credit balance is too low" is not of type list',
  }),
  billing: answer(402, {
    type: 'billing_error',
    message: 'There is an issue with your billing or payment information.',
  }),
  invalidKey: answer(401, { type: 'authentication_error', message: 'invalid x-api-key' }),
  bare401: { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Unauthorized' },
  noPermission: answer(403, {
    type: 'permission_error',
    message: 'Your API key does not have permission to use the specified resource.',
  }),
  noModel: answer(404, { type: 'not_found_error', message: 'model: claude-9-opus' }),
  noAddress: answer(404, { type: 'not_found_error', message: 'Not Found' }),
  tooLarge: answer(413, {
    type: 'request_too_large',
    message: 'Request exceeds the maximum size',
  }),
  internal: answer(500, { type: 'api_error', message: 'Internal server error' }),
  late: answer(504, { type: 'timeout_error', message: 'Request timed out.' }),
  overloaded: answer(529, overloadedError),
  overloadedWithHint: answer(529, overloadedError, { 'retry-after': '20' }),
} satisfies Record<string, RecordedAnswer>
