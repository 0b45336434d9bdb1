import { KeysClientError, NoKeyAvailable } from '../errors'
import { classifyFailure } from '../outcome/classify-failure'
import type { ProviderFailure } from '../outcome/failure'
import { readFailure } from '../outcome/read-failure'
import { readResponse } from '../outcome/read-response'
import { RefusedAnswer } from './refused-answer'

/** The call whose last attempt failed. */
interface FailedCall {
  provider: string
  model: string | null
  /** The caller's own. */
  signal: AbortSignal | null
}

/** A failed answer that is the caller's own mistake. @throws KeysClientError for any other. */
export async function returnOrThrow(response: Response, call: FailedCall): Promise<Response> {
  const failed = response.ok ? null : providerFailed(await readResponse(response), call)
  if (failed) throw failed
  return response
}

/** For SDKs that make an error of their own of what the provider said. @throws what was thrown. */
export function handBack(error: unknown): Response {
  if (error instanceof RefusedAnswer) return error.response
  throw error
}

/**
 * For callers that would try again by themselves. None of the causes is an error with a code, by which
 * the AI SDK knows a broken connection.
 *
 * @throws KeysClientError, and what is the caller's own doing as it was thrown.
 */
export function throwInstead(error: unknown, call: FailedCall): Response {
  if (KeysClientError.isInstance(error)) throw withPlainCause(error)
  const failure = readFailure(error, call.signal ?? undefined)
  const isTheirs = failure.kind === 'network' || failure.kind === 'response'
  const failed = isTheirs ? providerFailed(failure, call) : null
  if (failed) throw failed
  return handBack(error)
}

/** `null` for a mistake of the caller. */
function providerFailed(
  failure: ProviderFailure,
  { provider, model }: FailedCall,
): KeysClientError | null {
  const now = Date.now()
  const about = model === null ? {} : { model }
  const input = { provider, failure, now, random: Math.random, ...about }
  const { outcome, until } = classifyFailure(input)
  if (outcome === 'client_error') return null
  const how = failure.status === null ? '' : `, status ${failure.status}`
  const message = `"${provider}" answered none of the keys that were tried (${outcome}${how}).`
  const retryAfterMs = until === null ? null : Math.max(0, until - now)
  return new KeysClientError('provider_failed', message, { cause: failure, retryAfterMs })
}

function withPlainCause(error: KeysClientError): KeysClientError {
  if (!(error.cause instanceof Error)) return error
  const cause = readFailure(error.cause)
  if (error instanceof NoKeyAvailable) {
    const { provider, retryAfterMs, reasons } = error
    return new NoKeyAvailable({ provider, retryAfterMs, reasons, cause })
  }
  const { code, message, retryAfterMs } = error
  return new KeysClientError(code, message, { cause, retryAfterMs })
}
