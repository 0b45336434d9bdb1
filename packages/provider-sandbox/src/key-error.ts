import { createHash } from 'node:crypto'
import type { GeminiError } from './gemini-error'

const SERVICE = 'generativelanguage.googleapis.com'

interface QuotaOptions {
  period: 'PerMinute' | 'PerDay'
  model: string
}

/** 429, with the quota that ran out and Google's hint in the body: it sends no Retry-After. */
export function quotaExceeded({ period, model }: QuotaOptions): GeminiError {
  const violation = {
    quotaMetric: `${SERVICE}/generate_content_free_tier_requests`,
    quotaId: `GenerateRequests${period}PerProjectPerModel-FreeTier`,
    quotaDimensions: { location: 'global', model },
    quotaValue: period === 'PerMinute' ? '10' : '250',
  }
  // Per day, Google now says about ten hours.
  const retryDelay = period === 'PerMinute' ? '22.418273651s' : '35914.204917558s'
  return {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: `Quota exceeded for ${violation.quotaMetric}, model ${model}. Retry in ${retryDelay}.`,
    details: [
      detail('QuotaFailure', { violations: [violation] }),
      detail('RetryInfo', { retryDelay }),
    ],
  }
}

export function invalidKey(): GeminiError {
  return {
    code: 400,
    status: 'INVALID_ARGUMENT',
    message: 'API key not valid. The sandbox holds no such key, or it was revoked.',
    details: [errorInfo('API_KEY_INVALID', { service: SERVICE })],
  }
}

/** Prints the key in clear, twice, as Google does: what stores this message must redact it. */
export function suspendedKey(key: string): GeminiError {
  const consumer = `projects/${projectNumberOf(key)}`
  return {
    code: 403,
    status: 'PERMISSION_DENIED',
    message: `Permission denied: Consumer 'api_key:${key}' has been suspended.`,
    details: [
      errorInfo('CONSUMER_SUSPENDED', {
        consumer,
        containerInfo: `api_key:${key}`,
        service: SERVICE,
      }),
    ],
  }
}

export function overloaded(): GeminiError {
  return {
    code: 503,
    status: 'UNAVAILABLE',
    message: 'The model is overloaded. Try again in a moment.',
  }
}

function errorInfo(reason: string, metadata: Record<string, string>) {
  return detail('ErrorInfo', { reason, domain: 'googleapis.com', metadata })
}

function detail(type: string, fields: Record<string, unknown>): Record<string, unknown> {
  return { '@type': `type.googleapis.com/google.rpc.${type}`, ...fields }
}

/** Twelve digits, the same for the same key: each key stands in a project of its own. */
function projectNumberOf(key: string): string {
  const digest = createHash('sha256').update(key).digest()
  return String(digest.readUIntBE(0, 6) % 1e12).padStart(12, '1')
}
