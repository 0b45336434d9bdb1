import { TRPCClientError } from '@trpc/client'
import { KeysClientError } from '../errors'
import { retryAfterOf } from './retry-after'
import { StreamError } from './stream-error'

/** What the router answers to a call that it has read. Another status speaks of the way to it. */
const refusals: ReadonlySet<number> = new Set([400, 413, 422])

/**
 * Names the cause of a failed call in the caller's terms.
 *
 * @param place where the call went, such as `at http://localhost:3001`.
 */
export function toClientError(cause: unknown, place: string): KeysClientError {
  if (KeysClientError.isInstance(cause)) return cause
  const status = httpStatusOf(cause)
  const retryAfterMs = retryAfterMsOf(cause)
  if (status === 401 || status === 403) {
    return new KeysClientError(
      'unauthorized',
      `The dashboard ${place} does not accept this secret. ` +
        'INTERNAL_API_SECRET (option `secret`) must be one of those that the dashboard has.',
      { cause },
    )
  }
  if (status !== null && refusals.has(status)) {
    const said = cause instanceof Error ? cause.message : 'no reason given'
    return new KeysClientError('rejected', `The dashboard refused the call: ${said}`, { cause })
  }
  return new KeysClientError(
    'unavailable',
    `The dashboard ${place} gave no answer (${reasonOf(cause)}). ` +
      'DASHBOARD_INTERNAL_URL (option `url`) must be its address.',
    { cause, retryAfterMs },
  )
}

function httpStatusOf(cause: unknown): number | null {
  if (!(cause instanceof TRPCClientError)) return null
  if (cause.cause instanceof StreamError) return cause.cause.statusCode
  const data: unknown = cause.data
  if (isRecord(data) && typeof data['httpStatus'] === 'number') return data['httpStatus']
  const response = responseOf(cause)
  return response && !response.ok ? response.status : null
}

function retryAfterMsOf(cause: unknown): number | null {
  if (!(cause instanceof TRPCClientError)) return null
  if (cause.cause instanceof StreamError) return cause.cause.retryAfterMs
  return retryAfterOf(responseOf(cause)?.headers.get('retry-after') ?? null, Date.now())
}

function responseOf({ meta }: { meta?: Record<string, unknown> | undefined }): Response | null {
  const response = meta?.['response']
  return response instanceof Response ? response : null
}

function reasonOf(cause: unknown): string {
  const status = httpStatusOf(cause)
  if (status !== null) return `status ${status}`
  const inner = cause instanceof TRPCClientError ? cause.cause : cause
  if (inner instanceof StreamError) return inner.message
  if (!(inner instanceof Error)) return 'unknown failure'
  if (inner.name === 'TimeoutError') return 'timed out'
  const code = isRecord(inner.cause) ? inner.cause['code'] : undefined
  return typeof code === 'string' ? code : inner.name
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
