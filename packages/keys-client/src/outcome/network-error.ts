import { peek, peekText } from './safe'

const GIVEN_UP = new Set(['AbortError', 'TimeoutError', 'APIConnectionTimeoutError'])

const BROKEN = new Set(['APIConnectionError', 'ConnectTimeoutError', 'SocketError'])

// Of the system, of undici, of a certificate that is not trusted.
const BROKEN_CODE =
  /^(?:E(?:CONN|HOST|NET|AI_|PIPE|PROTO|TIMEDOUT|NOTFOUND|ADDR)|UND_ERR_|HPE_|ERR_(?:TLS|SSL|HTTP2|SOCKET|STREAM_PREMATURE)|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET|VERIFY|DECRYPT))/

// Errors that say it in words alone: of `fetch`, of a body broken off, of `@google/genai`.
const BROKEN_TEXT =
  /^(?:fetch failed|failed to fetch|terminated|socket hang up|other side closed|premature close|connection error\.?|incomplete json segment at the end)$/i

/** Whether someone stopped waiting: the caller, or a time limit. */
export function isGivenUp(error: unknown): boolean {
  return namesOf(error).some((name) => GIVEN_UP.has(name))
}

/** Whether an SDK says that it was the caller who stopped waiting. */
export function isUserAbort(error: unknown): boolean {
  return namesOf(error).includes('APIUserAbortError')
}

/** Whether the call failed on the way, so that there is no whole answer. */
export function isBroken(error: unknown): boolean {
  return (
    BROKEN_CODE.test(peekText(error, 'code')) ||
    BROKEN_TEXT.test(peekText(error, 'message')) ||
    namesOf(error).some((name) => BROKEN.has(name))
  )
}

/** OpenAI's errors are all named "Error": their class has the name. */
function namesOf(error: unknown): string[] {
  const constructor: unknown = peek(error, 'constructor')
  const className = typeof constructor === 'function' ? constructor.name : ''
  return [peekText(error, 'name'), className]
}
