import type { RecordedAnswer } from './answer'

const headers = {
  'content-type': 'application/json; charset=utf-8',
  'openai-organization': 'user-example',
  'openai-processing-ms': '12',
  'openai-version': '2020-10-01',
  'x-request-id': 'req_0123456789abcdef0123456789abcdef',
  'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
  server: 'cloudflare',
}

interface OpenAiError {
  message: string
  type: string | null
  code: string | null
}

function answer(
  status: number,
  { message, type, code }: OpenAiError,
  more: Record<string, string> = {},
): RecordedAnswer {
  const body = { error: { message, type, param: null, code } }
  return { status, headers: { ...headers, ...more }, body }
}

const tooFast: OpenAiError = {
  message:
    'Rate limit reached for gpt-5-mini in organization org-example on tokens per min (TPM): ' +
    'Limit 30000, Used 28770, Requested 4000. Please try again in 5.54s. ' +
    'Visit https://platform.openai.com/account/rate-limits to learn more.',
  type: 'tokens',
  code: 'rate_limit_exceeded',
}

const outOfMoney = (code: string) =>
  answer(429, {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code,
  })

const buckets = {
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-limit-tokens': '30000',
  'x-ratelimit-remaining-requests': '499',
  'x-ratelimit-remaining-tokens': '0',
  'x-ratelimit-reset-requests': '120ms',
  'x-ratelimit-reset-tokens': '6m0s',
}

const limited = (more: Record<string, string>) => answer(429, tooFast, more)

export const openai = {
  noQuota: outOfMoney('insufficient_quota'),
  noCredit: outOfMoney('credit_balance_exhausted'),
  organisationSpent: outOfMoney('organization_spend_limit_exceeded'),
  projectSpent: outOfMoney('project_spend_limit_exceeded'),
  organisationUsed: outOfMoney('organization_usage_limit_exceeded'),
  quotaByTypeAlone: answer(429, {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code: null,
  }),
  limitedMilliseconds: limited({ 'retry-after-ms': '5540', 'retry-after': '6', ...buckets }),
  limitedSeconds: limited({ 'retry-after': '6', ...buckets }),
  limitedDate: limited({ 'retry-after': 'Sun, 22 Nov 2026 15:02:00 GMT' }),
  limitedGarbage: limited({ 'retry-after-ms': 'soon', 'retry-after': 'about 5' }),
  limitedPast: limited({ 'retry-after': 'Sun, 22 Nov 2026 14:00:00 GMT' }),
  limitedTokens: limited(buckets),
  limitedRequests: limited({
    ...buckets,
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-remaining-tokens': '29000',
  }),
  limitedBoth: limited({
    ...buckets,
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-reset-requests': '7m12s',
  }),
  limitedNeither: limited({ ...buckets, 'x-ratelimit-remaining-tokens': '1230' }),
  limitedWithoutHint: limited({}),
  slowDown: answer(503, {
    message: 'The request rate rose too fast. Please slow down and raise it gradually.',
    type: 'service_unavailable_error',
    code: 'slow_down',
  }),
  invalidKey: answer(401, {
    message:
      `Incorrect API key provided: ${'sk-' + 'proj'}-${'*'.repeat(24)}XXXX. ` +
      'You can find your API key at https://platform.openai.com/account/api-keys.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  }),
  deactivated: answer(401, {
    message:
      'The OpenAI account associated with this API key has been deactivated. If you are the ' +
      'developer for this OpenAI app, please check your email for more information.',
    type: 'invalid_request_error',
    code: 'account_deactivated',
  }),
  noKey: answer(401, {
    message: "You didn't provide an API key. You need to provide your API key.",
    type: 'invalid_request_error',
    code: null,
  }),
  wrongPlace: answer(403, {
    message: 'Country, region, or territory not supported',
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
  }),
  forbidden: answer(403, {
    message: 'You have insufficient permissions for this operation. Missing scopes: model.request.',
    type: 'invalid_request_error',
    code: 'missing_scope',
  }),
  noModel: answer(404, {
    message: 'The model `gpt-9` does not exist or you do not have access to it.',
    type: 'invalid_request_error',
    code: 'model_not_found',
  }),
  noAddress: answer(404, {
    message: 'Invalid URL (POST /v1/chat/completion)',
    type: 'invalid_request_error',
    code: null,
  }),
  tooLong: answer(400, {
    message: "This model's maximum context length is 128000 tokens.",
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
  }),
  serverError: answer(500, {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
    code: null,
  }),
  overloaded: answer(
    503,
    {
      message: 'That model is currently overloaded with other requests.',
      type: 'server_error',
      code: null,
    },
    { 'retry-after': '30' },
  ),
  page: {
    status: 502,
    headers: { 'content-type': 'text/html', server: 'cloudflare' },
    body: '<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>',
  },
} satisfies Record<string, RecordedAnswer>
