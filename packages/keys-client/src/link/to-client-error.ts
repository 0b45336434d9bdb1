import type { KeysErrorCode } from '@itqan/keys-contract'
import { TRPCClientError } from '@trpc/client'
import type { Clock } from '../clock'
import { KeysClientError } from '../errors'
import { isRecord } from '../outcome/guards'
import { retryAfterMs } from '../outcome/hint'
import { LinkError } from './link-error'

/** What the router answers to a call that it has read. */
const refusals: ReadonlySet<number> = new Set([400, 413, 422])

/** A body too large for a proxy stays so: the only such status that a proxy means as the router does. */
const TOO_LARGE = 413

/** Where a call went. */
export interface CallSite {
  /** Such as `at http://localhost:3001`. */
  place: string
  clock: Clock
}

/** Names the cause of a failed call in the caller's terms. */
export function toClientError(cause: unknown, { place, clock }: CallSite): KeysClientError {
  if (KeysClientError.isInstance(cause)) return cause
  const status = httpStatusOf(cause)
  if (reasonIn(cause) === ('https_required' satisfies KeysErrorCode)) {
    return new KeysClientError(
      'unauthorized',
      `The dashboard ${place} answers over HTTPS only: DASHBOARD_INTERNAL_URL (option \`url\`) must ` +
        'begin with https://, and the secret that was just sent in clear must be replaced. If it does, ' +
        'the proxy before the dashboard must send X-Forwarded-Proto; on a network of your own, set ' +
        'INTERNAL_ALLOW_HTTP=yes for the dashboard, too.',
      { cause },
    )
  }
  if (reasonIn(cause) === ('out_of_scope' satisfies KeysErrorCode)) {
    return new KeysClientError(
      'unauthorized',
      `The dashboard ${place} knows this secret, which may not do this: its name there holds ` +
        'a restriction, /only-report or /provider-NAME.',
      { cause },
    )
  }
  if (status === 401 || status === 403) {
    return new KeysClientError(
      'unauthorized',
      `The dashboard ${place} does not accept this secret. ` +
        'INTERNAL_API_SECRET (option `secret`) must be one of those that the dashboard has.',
      { cause },
    )
  }
  if (status === TOO_LARGE || refusals.has(routerStatusOf(cause) ?? 0)) {
    const said = cause instanceof Error ? cause.message : 'no reason given'
    return new KeysClientError('rejected', `The dashboard refused the call: ${said}`, { cause })
  }
  const message = hasNoDatabase(cause)
    ? `The dashboard ${place} does not reach its database.`
    : `The dashboard ${place} gave no answer (${reasonOf(cause)}). ` +
      'DASHBOARD_INTERNAL_URL (option `url`) must be its address.'
  const retryAfter = retryAfterMsOf(cause, clock.now())
  return new KeysClientError('unavailable', message, { cause, retryAfterMs: retryAfter })
}

function httpStatusOf(cause: unknown): number | null {
  if (!(cause instanceof TRPCClientError)) return null
  if (cause.cause instanceof LinkError) return cause.cause.statusCode
  const response = responseOf(cause)
  return routerStatusOf(cause) ?? (response && !response.ok ? response.status : null)
}

/** The status of an error in the router's own shape. Any other may be that of a proxy. */
function routerStatusOf(cause: unknown): number | null {
  const data: unknown = cause instanceof TRPCClientError ? cause.data : null
  if (!isRecord(data) || typeof data['code'] !== 'string') return null
  return typeof data['httpStatus'] === 'number' ? data['httpStatus'] : null
}

function hasNoDatabase(cause: unknown): boolean {
  return reasonIn(cause) === ('store_unavailable' satisfies KeysErrorCode)
}

function reasonIn(cause: unknown): unknown {
  const data: unknown = cause instanceof TRPCClientError ? cause.data : null
  return isRecord(data) ? data['reason'] : null
}

function retryAfterMsOf(cause: unknown, now: number): number | null {
  if (!(cause instanceof TRPCClientError)) return null
  if (cause.cause instanceof LinkError) return cause.cause.retryAfterMs
  return retryAfterMs(responseOf(cause)?.headers, now)
}

function responseOf({ meta }: { meta?: Record<string, unknown> | undefined }): Response | null {
  const response = meta?.['response']
  return response instanceof Response ? response : null
}

function reasonOf(cause: unknown): string {
  const status = httpStatusOf(cause)
  if (status !== null) return `status ${status}`
  const inner = cause instanceof TRPCClientError ? cause.cause : cause
  if (inner instanceof LinkError) return inner.message
  if (!(inner instanceof Error)) return 'unknown failure'
  if (inner.name === 'TimeoutError') return 'timed out'
  const code = isRecord(inner.cause) ? inner.cause['code'] : undefined
  return typeof code === 'string' ? code : inner.name
}
