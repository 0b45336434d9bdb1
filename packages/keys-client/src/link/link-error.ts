import { retryAfterMs } from '../outcome/hint'

interface LinkErrorDetails {
  statusCode?: number
  retryAfterMs?: number | null
}

/** Why a stream of changes ended, or a call was refused by what is no router. */
export class LinkError extends Error {
  /** The HTTP status of a refusal. */
  readonly statusCode: number | null
  readonly retryAfterMs: number | null

  constructor(message: string, details: LinkErrorDetails = {}) {
    super(message)
    this.name = 'LinkError'
    this.statusCode = details.statusCode ?? null
    this.retryAfterMs = details.retryAfterMs ?? null
  }

  /** A failure of the connection, by its code alone: messages of the system name addresses. */
  static from(cause: NodeJS.ErrnoException): LinkError {
    return new LinkError(cause.code ?? cause.name)
  }

  /** An answer whose status is all that can be read. */
  static refusal(statusCode: number, headers: unknown, now: number): LinkError {
    const details = { statusCode, retryAfterMs: retryAfterMs(headers, now) }
    return new LinkError(`status ${statusCode}`, details)
  }
}
