import { errorIn } from './error-body'
import { isRecord, textOf } from './guards'
import { parseDuration } from './hint'

/** What Gemini's error says in fields that machines read, whatever is missing. */
export interface GeminiError {
  /** The status that the body names; `null` without one. */
  code: number | null
  /** The name of that status, such as `RESOURCE_EXHAUSTED`. */
  status: string
  message: string
  hasDetails: boolean
  /** Of every `ErrorInfo`. */
  reasons: string[]
  /** Of every violated quota. */
  quotaIds: string[]
  /** One of the violated quotas is zero: this tier has none for the model. */
  hasZeroQuota: boolean
  /** In milliseconds, from `RetryInfo`. */
  retryDelayMs: number | null
  /** The project whose quota it is, such as `projects/123`. */
  quotaPool: string | null
}

const CODES = new Map([
  ['INVALID_ARGUMENT', 400],
  ['FAILED_PRECONDITION', 400],
  ['UNAUTHENTICATED', 401],
  ['PERMISSION_DENIED', 403],
  ['NOT_FOUND', 404],
  ['RESOURCE_EXHAUSTED', 429],
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
  ['DEADLINE_EXCEEDED', 504],
])

// A consumer may also be "api_key:AIza…": a key must not become the name of a pool.
const PROJECT = /^projects\/[\w-]{1,100}$/

export function readGeminiError(body: unknown): GeminiError {
  const error = unwrapped(errorIn(body))
  const details = Array.isArray(error['details']) ? error['details'].filter(isRecord) : []
  const infos = detailsOf(details, 'ErrorInfo')
  const metadata = infos.map((info) => info['metadata']).filter(isRecord)
  const violations = detailsOf(details, 'QuotaFailure').flatMap(violationsOf)
  const message = textOf(error['message'])
  return {
    code: codeOf(error),
    status: textOf(error['status']),
    message,
    hasDetails: details.length > 0,
    reasons: infos.map((info) => textOf(info['reason'])),
    // Before 2025, a violated quota stood in the metadata of `ErrorInfo`.
    quotaIds: [
      ...violations.map((violation) => textOf(violation['quotaId'])),
      ...metadata.map((data) => textOf(data['quota_limit'])),
    ],
    hasZeroQuota:
      violations.some((violation) => isZero(violation['quotaValue'])) ||
      metadata.some((data) => isZero(data['quota_limit_value'])) ||
      // A zero is often left out of the violation, and then stands in the text alone.
      (/\blimit: 0(?!\.?\d)/.test(message) && violations.some((one) => one['quotaValue'] == null)),
    retryDelayMs: firstDelay(detailsOf(details, 'RetryInfo')),
    quotaPool: metadata.map((data) => textOf(data['consumer'])).find(isProject) ?? null,
  }
}

/** `@google/genai` puts a body that did not call itself JSON into the message of an error of its own. */
function unwrapped(error: Record<string, unknown>): Record<string, unknown> {
  const message = textOf(error['message']).trim()
  if (!/^[[{]/.test(message)) return error
  try {
    const inner = errorIn(JSON.parse(message))
    return Object.keys(inner).length > 0 ? inner : error
  } catch {
    return error
  }
}

function detailsOf(details: Record<string, unknown>[], name: string): Record<string, unknown>[] {
  return details.filter((detail) => textOf(detail['@type']).endsWith(`google.rpc.${name}`))
}

function violationsOf(failure: Record<string, unknown>): Record<string, unknown>[] {
  const { violations } = failure
  return Array.isArray(violations) ? violations.filter(isRecord) : []
}

function codeOf(error: Record<string, unknown>): number | null {
  const code = numberOf(error['code'])
  return code !== null && Number.isInteger(code) && code >= 400 && code < 600 ? code : null
}

/** The usual code of a named status, for an error that came without a number. */
export function codeOfStatus(status: string): number | null {
  return CODES.get(status) ?? null
}

function isZero(value: unknown): boolean {
  return numberOf(value) === 0
}

/** Gemini writes 64-bit numbers as text. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : null
}

function firstDelay(infos: Record<string, unknown>[]): number | null {
  for (const info of infos) {
    const delay = parseDuration(info['retryDelay'])
    if (delay !== null) return delay
  }
  return null
}

function isProject(consumer: string): boolean {
  return PROJECT.test(consumer)
}
