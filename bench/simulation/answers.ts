import type { Model } from './limits'

/** What the provider says, as much of it as a caller looks at. */
export interface Answer {
  status: number
  body: unknown
}

const SERVICE = 'generativelanguage.googleapis.com'

/** What ran out, in Google's names. */
export type Quota = 'requests-minute' | 'tokens-minute' | 'requests-day'

const QUOTA_IDS: Readonly<Record<Quota, string>> = {
  'requests-minute': 'GenerateRequestsPerMinutePerProjectPerModel',
  'tokens-minute': 'GenerateContentInputTokensPerModelPerMinute',
  'requests-day': 'GenerateRequestsPerDayPerProjectPerModel',
}

export const fine: Answer = { status: 200, body: null }

/** 429 with its hint in the body: Gemini sends no Retry-After. */
export function exhausted(options: {
  model: Model
  quota: Quota
  limit: number
  waitMs: number
}): Answer {
  const { model, quota, limit, waitMs } = options
  return error(429, 'RESOURCE_EXHAUSTED', {
    message: 'You exceeded your current quota.',
    details: [
      detail('QuotaFailure', {
        violations: [
          {
            quotaMetric: `${SERVICE}/generate_content_requests`,
            quotaId: QUOTA_IDS[quota],
            quotaDimensions: { location: 'global', model },
            quotaValue: String(limit),
          },
        ],
      }),
      detail('RetryInfo', { retryDelay: `${waitMs / 1_000}s` }),
    ],
  })
}

export const dead = {
  invalid: error(400, 'INVALID_ARGUMENT', {
    message: 'API key not valid. Please pass a valid API key.',
    details: [errorInfo('API_KEY_INVALID')],
  }),
  suspended: error(403, 'PERMISSION_DENIED', {
    message: 'Permission denied: the consumer has been suspended.',
    details: [errorInfo('CONSUMER_SUSPENDED')],
  }),
  billing: error(402, 'RESOURCE_EXHAUSTED', {
    message: 'Your prepayment credits are depleted.',
  }),
} satisfies Record<string, Answer>

export const overloaded: Answer = error(503, 'UNAVAILABLE', {
  message: 'The model is overloaded. Please try again later.',
})

interface Said {
  message: string
  details?: readonly Record<string, unknown>[]
}

function error(code: number, status: string, said: Said): Answer {
  return { status: code, body: { error: { code, status, ...said } } }
}

function detail(type: string, content: Record<string, unknown>): Record<string, unknown> {
  return { '@type': `type.googleapis.com/google.rpc.${type}`, ...content }
}

function errorInfo(reason: string): Record<string, unknown> {
  return detail('ErrorInfo', {
    reason,
    domain: 'googleapis.com',
    metadata: { service: SERVICE },
  })
}
