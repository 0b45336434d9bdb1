import { type InternalSecret, KeysError } from '@itqan/keys-contract'
import { TRPCError } from '@trpc/server'
import type { Log, RateLimiter } from '../ports'
import { toTRPCError } from '../public-error'
import type { Caller } from '../trpc'
import type { Asked, HeaderReader } from './asked'
import { createSecretGuard } from './secret-guard'
import { TooManyRequests } from './too-many-requests'

export interface AdmissionOptions {
  secrets: InternalSecret[]
  limiter: RateLimiter
  log: Log
  /** Whether a request came in clear over a network; `null` when nobody can tell. Default: none does. */
  isPlainHttp?: (headers: HeaderReader) => boolean | null
}

/**
 * Finds who asks, before anything else of a request is read. `calls` is what it costs.
 *
 * @throws TRPCError FORBIDDEN for a secret that was sent in clear, UNAUTHORIZED for a stranger,
 * SERVICE_UNAVAILABLE while nobody can tell how a request came in, TooManyRequests
 */
export type Admission = (request: Pick<Asked, 'headers'>, calls: number) => Promise<Caller>

export function createAdmission(options: AdmissionOptions): Admission {
  const { limiter, log, isPlainHttp = () => false } = options
  const guard = createSecretGuard(options.secrets)
  return async ({ headers }, calls) => {
    const isInClear = isPlainHttp(headers)
    const caller = guard(headers.get('authorization'))
    if (isInClear && caller) log.error('a secret came in clear: replace it', { app: caller.app })
    if (isInClear) throw toTRPCError(new KeysError('https_required', HTTPS_REQUIRED))
    if (!caller) throw new TRPCError({ code: 'UNAUTHORIZED' })
    // Let in, it might have leaked its secret; refused for good, its caller would give up a good one.
    if (isInClear === null) throw toTRPCError(new KeysError('store_busy', STARTING))
    // Secrets without a name share one allowance.
    const taken = await limiter.take(caller.app ?? '', calls)
    if (!taken.isAllowed) throw new TooManyRequests(taken.retryAfterMs)
    return caller
  }
}

const STARTING = 'The dashboard is starting: try again'

const HTTPS_REQUIRED =
  'This address answers over HTTPS only: use https://, and replace the secret that was sent in clear. ' +
  'A proxy that took it by HTTPS must say so: X-Forwarded-Proto'
