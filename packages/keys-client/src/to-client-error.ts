import { TRPCClientError } from '@trpc/client'
import { KeysClientError } from './errors'

/** Names the cause of a failed call in the caller's terms. */
export function toClientError(cause: unknown, url: string): KeysClientError {
  const status = httpStatusOf(cause)
  if (status === 401 || status === 403) {
    return new KeysClientError(
      'unauthorized',
      `The dashboard at ${url} does not accept this secret. ` +
        'INTERNAL_API_SECRET (option `secret`) must be one of those that the dashboard has.',
      { cause },
    )
  }
  if (status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429) {
    const said = cause instanceof Error ? cause.message : 'no reason given'
    return new KeysClientError('rejected', `The dashboard refused the call: ${said}`, { cause })
  }
  return new KeysClientError(
    'unavailable',
    `The dashboard at ${url} gave no answer (${reasonOf(cause)}). ` +
      'DASHBOARD_INTERNAL_URL (option `url`) must be its address.',
    { cause },
  )
}

function httpStatusOf(cause: unknown): number | null {
  if (!(cause instanceof TRPCClientError)) return null
  const data: unknown = cause.data
  if (isRecord(data) && typeof data['httpStatus'] === 'number') return data['httpStatus']
  const response: unknown = cause.meta?.['response']
  return response instanceof Response && !response.ok ? response.status : null
}

function reasonOf(cause: unknown): string {
  const status = httpStatusOf(cause)
  if (status !== null) return `status ${status}`
  const inner = cause instanceof TRPCClientError ? cause.cause : cause
  if (!(inner instanceof Error)) return 'unknown failure'
  if (inner.name === 'TimeoutError') return 'timed out'
  const code = isRecord(inner.cause) ? inner.cause['code'] : undefined
  return typeof code === 'string' ? code : inner.name
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
