interface StreamErrorDetails {
  statusCode?: number
  retryAfterMs?: number | null
}

/** Why a stream of changes ended, or a call was refused by what is no router. */
export class StreamError extends Error {
  /** The HTTP status of a refusal. */
  readonly statusCode: number | null
  readonly retryAfterMs: number | null

  constructor(message: string, { statusCode, retryAfterMs }: StreamErrorDetails = {}) {
    super(message)
    this.name = 'StreamError'
    this.statusCode = statusCode ?? null
    this.retryAfterMs = retryAfterMs ?? null
  }

  /** A failure of the connection, by its code alone: messages of the system name addresses. */
  static from(cause: NodeJS.ErrnoException): StreamError {
    return new StreamError(cause.code ?? cause.name)
  }
}
