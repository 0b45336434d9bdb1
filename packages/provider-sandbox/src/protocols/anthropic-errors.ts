import type { ErrorAnswer, FaultContext, Protocol } from '../protocol'

const errors = {
  invalid_request_error: 400,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  overloaded_error: 529,
} as const

export const anthropicErrors: Protocol['errors'] = {
  'unknown-address': phrase('not_found_error', () => 'Not Found'),
  'missing-key': phrase('authentication_error', () => 'x-api-key header is required'),
  'too-large': phrase('request_too_large', () => 'Request exceeds the maximum size'),
  'not-json': phrase('invalid_request_error', () => 'The request body is not valid JSON'),
  incomplete: phrase(
    'invalid_request_error',
    ({ route, model }) => `${model && route ? route.turnsField : 'model'}: Field required`,
  ),

  'rate-limited-minute': (context) => rateLimited(context, { window: 'minute', limit: 50 }),
  'rate-limited-day': (context) => rateLimited(context, { window: 'day', limit: 1000 }),
  'no-quota': phrase(
    'rate_limit_error',
    () => "This request would exceed your account's rate limit. Please try again later.",
  ),
  invalid: phrase('authentication_error', ({ call }) =>
    call.header('x-api-key') ? 'invalid x-api-key' : 'Invalid bearer token',
  ),
  // A bad request by its type and its status: only the text tells.
  suspended: phrase('invalid_request_error', () => 'This organization has been disabled.'),
  overloaded: phrase('overloaded_error', () => 'Overloaded'),
  // A bad request too.
  billing: phrase(
    'invalid_request_error',
    () =>
      'Your credit balance is too low to access the Anthropic API. ' +
      'Please go to Plans & Billing to upgrade or purchase credits.',
  ),
  'no-model': phrase('not_found_error', ({ model }) => `model: ${model}`),
  forbidden: phrase(
    'permission_error',
    () => 'Your API key does not have permission to use the specified resource.',
  ),
}

/** Each type of error has one status. */
function phrase(type: keyof typeof errors, message: (context: FaultContext) => string) {
  return (context: FaultContext): ErrorAnswer => ({
    status: errors[type],
    body: {
      type: 'error',
      error: { type, message: message(context) },
      request_id: `req_${context.id}`,
    },
  })
}

/** 429, with the moment at which each limit is whole again. */
function rateLimited(context: FaultContext, { window, limit }: { window: string; limit: number }) {
  const text = `This request would exceed your organization's rate limit of ${limit} requests per ${window}.`
  const wait = context.waitSeconds ?? 0
  const headers = {
    'retry-after': String(Math.ceil(wait)),
    ...limitHeaders('requests', { limit, remaining: 0, reset: momentOf(context.at + wait * 1000) }),
    // Not spent: its reset is near, and says nothing.
    ...limitHeaders('tokens', { limit: 80_000, remaining: 79_000, reset: momentOf(context.at) }),
  }
  return { ...phrase('rate_limit_error', () => text)(context), headers }
}

function limitHeaders(
  name: string,
  state: { limit: number; remaining: number; reset: string },
): Record<string, string> {
  const entries = Object.entries(state)
  return Object.fromEntries(
    entries.map(([field, value]) => [`anthropic-ratelimit-${name}-${field}`, String(value)]),
  )
}

/** RFC 3339 in whole seconds, upwards. */
function momentOf(ms: number): string {
  return new Date(Math.ceil(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}
