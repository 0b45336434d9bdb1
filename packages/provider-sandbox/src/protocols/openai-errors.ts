import type { ErrorAnswer, FaultContext, Protocol } from '../protocol'
import { goDuration } from './go-duration'

export const openaiErrors: Protocol['errors'] = {
  'unknown-address': ({ call }) =>
    error(404, { message: `Invalid URL (${call.method} ${call.path})` }),
  'missing-key': () =>
    error(401, {
      message:
        "You didn't provide an API key. Send it in an Authorization header, as Bearer YOUR_KEY.",
    }),
  'too-large': () =>
    error(413, { message: 'The request is larger than 1 MB.', code: 'request_too_large' }),
  'not-json': () => error(400, { message: 'We could not parse the JSON body of your request.' }),
  incomplete: (context) => missingParameter(context),

  'rate-limited-minute': (context) =>
    rateLimited(context, { window: 'min (RPM)', limit: 10, hint: true }),
  'rate-limited-day': (context) =>
    rateLimited(context, { window: 'day (RPD)', limit: 200, hint: true }),
  'no-quota': (context) => rateLimited(context, { window: 'min (RPM)', limit: 10, hint: false }),
  invalid: ({ key }) =>
    error(401, { message: `Incorrect API key provided: ${masked(key)}.`, code: 'invalid_api_key' }),
  suspended: () =>
    error(401, {
      message: 'The OpenAI account associated with this API key has been deactivated.',
      code: 'account_deactivated',
    }),
  overloaded: () =>
    error(503, {
      message: 'That model is currently overloaded with other requests. You can retry.',
      type: 'server_error',
    }),
  billing: () =>
    error(429, {
      message: 'You exceeded your current quota, please check your plan and billing details.',
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    }),
  'no-model': ({ model }) =>
    error(404, {
      message: `The model \`${model}\` does not exist or you do not have access to it.`,
      code: 'model_not_found',
    }),
  forbidden: ({ model }) =>
    error(403, {
      message: `Project \`proj_sandbox\` does not have access to model \`${model}\``,
      code: 'model_not_found',
    }),
}

interface OpenaiError {
  message: string
  /** Default `invalid_request_error`. */
  type?: string
  param?: string
  code?: string
}

function error(status: number, content: OpenaiError): ErrorAnswer {
  const { message, type = 'invalid_request_error', param = null, code = null } = content
  return { status, body: { error: { message, type, param, code } } }
}

function missingParameter({ route, model }: FaultContext): ErrorAnswer {
  const param = model && route ? route.turnsField : 'model'
  return error(400, {
    message: `Missing required parameter: '${param}'.`,
    param,
    code: 'missing_required_parameter',
  })
}

interface Limit {
  window: string
  limit: number
  hint: boolean
}

/** 429, with every hint that OpenAI gives, or with none. */
function rateLimited({ model, waitSeconds }: FaultContext, { window, limit, hint }: Limit) {
  const wait = hint && waitSeconds !== null ? waitSeconds : null
  const advice = wait === null ? '' : ` Please try again in ${goDuration(wait)}.`
  const refusal = error(429, {
    message: `Rate limit reached for ${model} in organization org-sandbox on requests per ${window}: Limit ${limit}, Used ${limit}, Requested 1.${advice}`,
    type: 'requests',
    code: 'rate_limit_exceeded',
  })
  return wait === null ? refusal : { ...refusal, headers: hintsOf(wait, limit) }
}

/** The tokens are not spent: their reset is near, and says nothing. */
function hintsOf(wait: number, limit: number): Record<string, string> {
  return {
    'retry-after': String(Math.ceil(wait)),
    'retry-after-ms': String(Math.ceil(wait * 1000)),
    'x-ratelimit-limit-requests': String(limit),
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-reset-requests': goDuration(wait),
    'x-ratelimit-limit-tokens': '200000',
    'x-ratelimit-remaining-tokens': '199980',
    'x-ratelimit-reset-tokens': '6ms',
  }
}

/** OpenAI shows both ends of a key that it refuses. */
function masked(key: string): string {
  return `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`
}
