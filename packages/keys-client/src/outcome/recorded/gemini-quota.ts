import type { RecordedAnswer } from './answer'
import { geminiAnswer } from './gemini'

const FREE_REQUESTS = 'generativelanguage.googleapis.com/generate_content_free_tier_requests'
const FREE_TOKENS = 'generativelanguage.googleapis.com/generate_content_free_tier_input_token_count'
const PAID_TOKENS =
  'generativelanguage.googleapis.com/generate_content_paid_tier_3_input_token_count'

const ADVICE =
  'You exceeded your current quota, please check your plan and billing details. For more ' +
  'information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. ' +
  'To monitor your current usage, head to: https://ai.dev/rate-limit. '

interface Violation {
  metric?: string
  id: string
  value?: unknown
}

interface Exhausted {
  violations: Violation[]
  /** As `RetryInfo` has it; without one there is no `RetryInfo`. */
  retryDelay?: unknown
  limit?: string
}

/** The body of 2025 and 2026: advice, then each violated quota, then how long to wait. */
function exhausted({ violations, retryDelay, limit = '20' }: Exhausted): RecordedAnswer {
  const said = violations.map(
    ({ metric = FREE_REQUESTS }) =>
      `\n* Quota exceeded for metric: ${metric}, limit: ${limit}, model: gemini-2.5-flash`,
  )
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.Help',
      links: [
        {
          description: 'Learn more about Gemini API quotas',
          url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
        },
      ],
    },
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: violations.map(({ metric = FREE_REQUESTS, id, value }) => ({
        quotaMetric: metric,
        quotaId: id,
        quotaDimensions: { location: 'global', model: 'gemini-2.5-flash' },
        ...(value === undefined ? {} : { quotaValue: value }),
      })),
    },
    ...(retryDelay === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }]),
  ]
  return geminiAnswer({
    code: 429,
    message: ADVICE + said.join(''),
    status: 'RESOURCE_EXHAUSTED',
    details,
  })
}

const perMinute = { id: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', value: '10' }
const perDay = { id: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', value: '20' }
const tokensPerMinute = {
  metric: FREE_TOKENS,
  id: 'GenerateContentInputTokensPerModelPerMinute-FreeTier',
  value: '250000',
}

const minute = exhausted({ violations: [perMinute], retryDelay: '22s' })

export const geminiQuota = {
  minute,
  minuteWithFraction: exhausted({ violations: [perMinute], retryDelay: '45.837906927s' }),
  minuteOfTokens: exhausted({ violations: [tokensPerMinute], retryDelay: '31s' }),
  minuteOfPaidTokens: exhausted({
    violations: [
      {
        metric: PAID_TOKENS,
        id: 'GenerateContentPaidTierInputTokensPerModelPerMinute-PaidTier3',
        value: '8000000',
      },
    ],
    retryDelay: '8.2s',
  }),
  minuteWithoutHint: exhausted({ violations: [perMinute] }),
  minuteWithHintOfZero: exhausted({ violations: [perMinute], retryDelay: '0s' }),
  minuteWithNegativeHint: exhausted({ violations: [perMinute], retryDelay: '-5s' }),
  minuteWithHugeHint: exhausted({ violations: [perMinute], retryDelay: '315576000000s' }),
  minuteWithGarbageHint: exhausted({ violations: [perMinute], retryDelay: 'soon' }),
  minuteWithHintOfNoText: exhausted({ violations: [perMinute], retryDelay: { soon: true } }),
  minuteInList: { ...minute, body: [minute.body] },
  minuteWrapped: {
    ...minute,
    body: {
      error: {
        message: JSON.stringify(minute.body, null, 2),
        code: 429,
        status: 'Too Many Requests',
      },
    },
  },
  dayOf2025: exhausted({ violations: [perDay], retryDelay: '22s' }),
  dayOf2026: exhausted({ violations: [perDay], retryDelay: '36022.181903144s' }),
  dayWithLongHint: exhausted({ violations: [perDay], retryDelay: '72000s' }),
  dayWithoutHint: exhausted({ violations: [perDay] }),
  dayOfPaidTier: exhausted({
    violations: [{ id: 'GenerateRequestsPerDayPerProjectPerModel', value: '10000' }],
    retryDelay: '49s',
  }),
  dayAndMinute: exhausted({ violations: [tokensPerMinute, perMinute, perDay], retryDelay: '11s' }),
  zeroByValue: exhausted({
    violations: [{ ...perDay, value: '0' }],
    retryDelay: '11.66s',
    limit: '0',
  }),
  zeroByNumber: exhausted({ violations: [{ ...perMinute, value: 0 }], retryDelay: '11s' }),
  zeroByText: exhausted({
    violations: [{ id: perDay.id }, { id: perMinute.id }],
    retryDelay: '20.04466179s',
    limit: '0',
  }),
  zeroContradicted: exhausted({ violations: [perMinute], retryDelay: '22s', limit: '0' }),
  zeroOf2024: geminiAnswer({
    code: 429,
    message:
      "Quota exceeded for quota metric 'Generate Content API requests per minute' and limit " +
      "'GenerateContent request limit per minute for a region' of service " +
      "'generativelanguage.googleapis.com' for consumer 'project_number:123456789012'.",
    status: 'RESOURCE_EXHAUSTED',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'RATE_LIMIT_EXCEEDED',
        domain: 'googleapis.com',
        metadata: {
          service: 'generativelanguage.googleapis.com',
          quota_location: 'us-west4',
          quota_limit_value: '0',
          quota_limit: 'GenerateContentRequestsPerMinutePerProjectPerRegion',
          quota_metric: 'generativelanguage.googleapis.com/generate_content_requests',
          consumer: 'projects/123456789012',
        },
      },
    ],
  }),
  bare: geminiAnswer({
    code: 429,
    message: 'Resource has been exhausted (e.g. check quota).',
    status: 'RESOURCE_EXHAUSTED',
  }),
  bareZeroInWords: geminiAnswer({
    code: 429,
    message: 'Resource has been exhausted, limit: 0 (check your quota per day).',
    status: 'RESOURCE_EXHAUSTED',
  }),
  detailsOfNoShape: geminiAnswer({
    code: '429',
    message: 'Resource has been exhausted (e.g. check quota).',
    status: 'RESOURCE_EXHAUSTED',
    details: 'none',
  }),
  prepaymentUsedUp: geminiAnswer({
    code: 429,
    message:
      'Your prepayment credits are depleted. Please go to AI Studio at ' +
      'https://ai.studio/projects to manage your project and billing.',
    status: 'RESOURCE_EXHAUSTED',
  }),
} satisfies Record<string, RecordedAnswer>
