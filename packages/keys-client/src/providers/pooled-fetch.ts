import type { KeysClient } from '../keys-client'
import type { Attempt } from '../lease/attempt'
import type { WithKeyOptions } from '../lease/with-key'
import { plainHeaders } from '../outcome/safe'
import type { Provider } from '../provider-name'
import { beginAnswer } from './begin-answer'
import { handBack, returnOrThrow, throwInstead } from './final-failure'
import { type PooledRequest, readRequest } from './pooled-request'
import { readRefusal } from './refused-answer'
import { retell } from './retell'
import { watchedBody } from './watched-body'

export interface PooledFetchOptions {
  /** Longest time for one key, up to the first content, in milliseconds. Default none. */
  attemptTimeoutMs?: number
  /**
   * Until when the first content must be there: a time, or milliseconds from each call. Resting keys
   * are waited for as far as it allows; without one they are not.
   */
  deadline?: Date | number
  /** Most keys to try. Default as for `withKey`. */
  maxAttempts?: number
  /** How requests are made. Default the global `fetch`. */
  fetch?: typeof fetch
  /**
   * What becomes of the provider's last refusal. `return`, the default: the caller gets it as any
   * answer. `throw`: a KeysClientError `provider_failed`, for a caller that would try again by itself;
   * an answer to the caller's own mistake is returned all the same.
   */
  onFailure?: 'return' | 'throw'
}

/**
 * A `fetch` that makes each request with a key of the pool, and with another one as long as that can
 * mend a failure and nothing of an answer was handed on. Puts the key where the provider wants it, in
 * place of any that the request has. Reports each use, at the end of the answer's body.
 *
 * A body that is a stream is sent once, with one key. Files, caches and batches belong to the key that
 * made them: use `keys.acquire` for those.
 *
 * @throws what `fetch` throws; NoKeyAvailable when no key is left; KeysClientError when no keys could
 *   be had, the deadline is over, or as `onFailure` says.
 * @example
 * const geminiFetch = pooledFetch(keys, 'gemini', { attemptTimeoutMs: 20_000 })
 * const response = await geminiFetch(`${base}/models/gemini-2.5-flash:generateContent`, {
 *   method: 'POST',
 *   headers: { 'content-type': 'application/json' },
 *   body: JSON.stringify({ contents: [{ parts: [{ text: 'Hello' }] }] }),
 * })
 */
export function pooledFetch(
  keys: KeysClient,
  provider: Provider,
  options: PooledFetchOptions = {},
): typeof fetch {
  const throws = options.onFailure === 'throw'
  return async (input, init) => {
    const request = await readRequest(input, init)
    const send = sender({ request, provider, send: options.fetch ?? fetch })
    const call = { provider, model: request.model, signal: request.signal }
    try {
      const response = await keys.withKey(provider, limitsOf(request, options), send)
      return throws ? await returnOrThrow(response, call) : response
    } catch (error) {
      return throws ? throwInstead(error, call) : handBack(error)
    }
  }
}

function limitsOf(request: PooledRequest, options: PooledFetchOptions): WithKeyOptions {
  const { attemptTimeoutMs, deadline, maxAttempts } = options
  return {
    ...(attemptTimeoutMs !== undefined && { attemptTimeoutMs }),
    ...(deadline !== undefined && { deadline }),
    ...(maxAttempts !== undefined && { maxAttempts }),
    // A body that cannot be sent again has one try.
    ...(!request.isReplayable && { maxAttempts: 1 }),
    ...(request.model !== null && { model: request.model }),
    ...(request.signal && { signal: request.signal }),
  }
}

interface Sender {
  request: PooledRequest
  provider: string
  send: typeof fetch
}

/** One attempt: resolves with a refusal, or with an answer whose first content is there. */
function sender({ request, provider, send }: Sender) {
  return async (key: string, attempt: Attempt): Promise<Response> => {
    const { signal } = attempt
    const response = await send(request.url, request.initFor({ provider, key, signal }))
    if (!response.ok) return readRefusal(response, key)
    const { body } = response
    if (!body) return response
    const answer = await beginAnswer(response, { body, key })
    if (signal.aborted) {
      // Too late, from a `fetch` that knows no signals: the next key is at work.
      answer.reader.cancel().catch(() => {})
      throw signal.reason
    }
    const lease = attempt.keep()
    // Nobody may be reading when the caller gives up.
    signal.addEventListener('abort', () => lease.release(), { once: true })
    const headers = plainHeaders(response.headers)
    return retell(response, watchedBody({ answer, lease, headers }))
  }
}
