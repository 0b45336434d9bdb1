import type { ProviderFailure } from './failure'
import { errorIn } from './error-body'
import { isRecord } from './guards'
import { parseBody, peek, peekText, plainCopy, plainHeaders } from './safe'

const KINDS: ReadonlySet<unknown> = new Set<ProviderFailure['kind']>([
  'response',
  'network',
  'aborted',
  'unknown',
])

type Answer = Pick<ProviderFailure, 'status' | 'headers' | 'body'>

/** The provider's answer that an SDK made into an error, known by its shape; `null` for other errors. */
export function readAnswer(error: unknown): Answer | null {
  const answer = fromAiSdk(error) ?? fromOpenAiOrAnthropic(error) ?? fromGenAi(error)
  if (answer) return isFailed(answer.status) || tellsOfError(answer.body) ? answer : null
  return fromStream(error)
}

/** Whether an SDK made this error of a call that brought no answer, or half of one. */
export function isBrokenCall(error: unknown): boolean {
  return fromAiSdk(error) !== null
}

/** What an earlier reading made; `null` for other things. */
export function readAgain(error: unknown): ProviderFailure | null {
  const kind = peek(error, 'kind')
  const status = peek(error, 'status')
  const isLike = KINDS.has(kind) && (status === null || typeof status === 'number')
  if (!isLike || peek(error, 'body') === undefined) return null
  if (typeof peek(error, 'headers') !== 'object' || typeof peek(error, 'message') !== 'string') {
    return null
  }
  return {
    kind: kind as ProviderFailure['kind'],
    status,
    headers: plainHeaders(peek(error, 'headers')),
    body: plainCopy(peek(error, 'body')),
    message: peekText(error, 'message'),
  }
}

/** `APICallError`: `statusCode`, `responseHeaders`, `responseBody`. */
function fromAiSdk(error: unknown): Answer | null {
  if (peekText(error, 'name') !== 'AI_APICallError') return null
  const status = statusOf(peek(error, 'statusCode'))
  const headers = plainHeaders(peek(error, 'responseHeaders'))
  const text = peekText(error, 'responseBody')
  return { status, headers, body: text ? parseBody(text) : plainCopy(peek(error, 'data')) }
}

/**
 * `APIError`: `status`, `headers` and `error`, which is the body at Anthropic, and the `error` in the
 * body at OpenAI. Without a status it is an event of a stream.
 */
function fromOpenAiOrAnthropic(error: unknown): Answer | null {
  const headers = peek(error, 'headers')
  if (typeof headers !== 'object' || headers === null || !has(error, 'error')) return null
  const said = plainCopy(peek(error, 'error'))
  const isWhole = !isRecord(said) || isRecord(said['error'])
  return {
    status: statusOf(peek(error, 'status')),
    headers: plainHeaders(headers),
    body: isWhole ? said : { error: said },
  }
}

/** `ApiError`: `status`, and a message that ends with the body. */
function fromGenAi(error: unknown): Answer | null {
  const status = statusOf(peek(error, 'status'))
  if (peekText(error, 'name') !== 'ApiError' || status === null) return null
  const message = peekText(error, 'message')
  const [, json] = /^got status: [^[{]*([[{].*)$/s.exec(message) ?? []
  const body = parseBody(json ?? message)
  // Others name their errors so too, with words for a message.
  return typeof body === 'object' && body !== null ? { status, headers: {}, body } : null
}

/** The bare `error` of a stream's event, or one that the AI SDK found not to be of its schema. */
function fromStream(error: unknown): Answer | null {
  const isMisfit = peekText(error, 'name') === 'AI_TypeValidationError'
  if (!isMisfit && peek(error, 'stack') !== undefined) return null
  const body = plainCopy(isMisfit ? peek(error, 'value') : error)
  if (tellsOfError(body)) return { status: null, headers: {}, body }
  return isBareError(body) ? { status: null, headers: {}, body: { error: body } } : null
}

function isBareError(body: unknown): boolean {
  if (!isRecord(body) || typeof body['type'] !== 'string' || !('message' in body)) return false
  return body['type'].endsWith('error') || 'code' in body
}

/** Whether a body has an error in it, whatever the status of the answer said. */
function tellsOfError(body: unknown): boolean {
  return (
    (Array.isArray(body) || isRecord(body)) && errorIn(body) !== body && hasCause(errorIn(body))
  )
}

function hasCause(error: Record<string, unknown>): boolean {
  return ['type', 'code', 'status', 'message'].some((field) => field in error)
}

function isFailed(status: number | null): boolean {
  return status !== null && status >= 400
}

function statusOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null
}

function has(value: unknown, key: string): boolean {
  try {
    return typeof value === 'object' && value !== null && key in value
  } catch {
    return false
  }
}
