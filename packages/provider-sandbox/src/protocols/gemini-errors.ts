import { createHash } from 'node:crypto'
import type { ErrorAnswer, FaultContext, Protocol } from '../protocol'

const SERVICE = 'generativelanguage.googleapis.com'

/** Google sends no header with an error: what there is to know is in the body. */
export const geminiErrors: Protocol['errors'] = {
  'unknown-address': () =>
    error({
      code: 404,
      status: 'NOT_FOUND',
      message: 'The sandbox serves nothing at this path.',
    }),
  'missing-key': ({ call }) => (call.search.has('key') ? keyInAddress() : unregisteredCaller()),
  'too-large': () => badRequest('Request payload size exceeds the limit of 1 MB.', 413),
  'not-json': () => badRequest('Invalid JSON payload received: an object was expected.'),
  incomplete: () => badRequest('GenerateContentRequest.contents: contents is not specified'),

  'rate-limited-minute': (context) => quotaExceeded(context, { period: 'PerMinute', limit: 10 }),
  'rate-limited-day': (context) => quotaExceeded(context, { period: 'PerDay', limit: 250 }),
  'no-quota': (context) => quotaExceeded(context, { period: 'PerDay', limit: 0 }),
  invalid: () =>
    error({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'API key not valid. The sandbox holds no such key, or it was revoked.',
      details: [errorInfo('API_KEY_INVALID', { service: SERVICE })],
    }),
  suspended: ({ key }) => suspendedKey(key),
  overloaded: () =>
    error({
      code: 503,
      status: 'UNAVAILABLE',
      message: 'The model is overloaded. Try again in a moment.',
    }),
  billing: () =>
    error({
      code: 402,
      status: 'RESOURCE_EXHAUSTED',
      message: 'Your prepayment credits are depleted. Manage the billing of the project.',
    }),
  'no-model': ({ model }) =>
    error({
      code: 404,
      status: 'NOT_FOUND',
      message: `models/${model} is not found for API version v1beta, or is not supported for generateContent.`,
    }),
  forbidden: ({ key }) => serviceDisabled(key),
}

interface GeminiError {
  /** The HTTP status, repeated in the body. */
  code: number
  /** The canonical name, such as `RESOURCE_EXHAUSTED`. */
  status: string
  message: string
  details?: readonly Record<string, unknown>[]
}

function error(content: GeminiError): ErrorAnswer {
  return { status: content.code, body: { error: content } }
}

/** `INVALID_ARGUMENT` that no key is to blame for. */
function badRequest(message: string, code: 400 | 413 = 400): ErrorAnswer {
  return error({ code, status: 'INVALID_ARGUMENT', message })
}

function keyInAddress(): ErrorAnswer {
  return badRequest(
    'The sandbox takes no key in the address, where logs would keep it: send it in x-goog-api-key.',
  )
}

function unregisteredCaller(): ErrorAnswer {
  return error({
    code: 403,
    status: 'PERMISSION_DENIED',
    message:
      "Method doesn't allow unregistered callers: this call carries no identity. " +
      'Send an API key in the x-goog-api-key header.',
  })
}

interface Quota {
  period: 'PerMinute' | 'PerDay'
  limit: number
}

/** 429, with the quota that ran out and a hint, as a duration with a fraction of a second. */
function quotaExceeded({ model, waitSeconds }: FaultContext, { period, limit }: Quota) {
  const quotaMetric = `${SERVICE}/generate_content_free_tier_requests`
  const retryDelay = `${waitSeconds ?? 0}s`
  const violation = {
    quotaMetric,
    quotaId: `GenerateRequests${period}PerProjectPerModel-FreeTier`,
    quotaDimensions: { location: 'global', model },
    quotaValue: String(limit),
  }
  return error({
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: `Quota exceeded for metric: ${quotaMetric}, limit: ${limit}, model: ${model}. Retry in ${retryDelay}.`,
    details: [
      detail('QuotaFailure', { violations: [violation] }),
      detail('RetryInfo', { retryDelay }),
    ],
  })
}

/** Prints the key in clear, twice, as Google does: what stores this message must redact it. */
function suspendedKey(key: string): ErrorAnswer {
  const containerInfo = `api_key:${key}`
  return error({
    code: 403,
    status: 'PERMISSION_DENIED',
    message: `Permission denied: Consumer '${containerInfo}' has been suspended.`,
    details: [
      errorInfo('CONSUMER_SUSPENDED', {
        consumer: consumerOf(key),
        containerInfo,
        service: SERVICE,
      }),
    ],
  })
}

function serviceDisabled(key: string): ErrorAnswer {
  const consumer = consumerOf(key)
  return error({
    code: 403,
    status: 'PERMISSION_DENIED',
    message: `Generative Language API has not been used in ${consumer} before or it is disabled.`,
    details: [
      errorInfo('SERVICE_DISABLED', {
        consumer,
        containerInfo: consumer.replace('projects/', ''),
        service: SERVICE,
        serviceTitle: 'Generative Language API',
      }),
    ],
  })
}

function errorInfo(reason: string, metadata: Record<string, string>) {
  return detail('ErrorInfo', { reason, domain: 'googleapis.com', metadata })
}

function detail(type: string, fields: Record<string, unknown>): Record<string, unknown> {
  return { '@type': `type.googleapis.com/google.rpc.${type}`, ...fields }
}

/** A project of twelve digits, the same for the same key: each key stands in one of its own. */
function consumerOf(key: string): string {
  const digest = createHash('sha256').update(key).digest()
  return `projects/${String(digest.readUIntBE(0, 6) % 1e12).padStart(12, '1')}`
}
