/** The content of `error` in a Google API answer. */
export interface GeminiError {
  /** The HTTP status, repeated in the body. */
  code: number
  /** The canonical name, such as `RESOURCE_EXHAUSTED`. */
  status: string
  message: string
  details?: readonly Record<string, unknown>[]
}

/** `INVALID_ARGUMENT` that no key is to blame for. */
export function badRequest(message: string, code: 400 | 413 = 400): GeminiError {
  return { code, status: 'INVALID_ARGUMENT', message }
}

export function notFound(): GeminiError {
  return { code: 404, status: 'NOT_FOUND', message: 'The sandbox serves nothing at this path.' }
}

export function unregisteredCaller(): GeminiError {
  return {
    code: 403,
    status: 'PERMISSION_DENIED',
    message:
      "Method doesn't allow unregistered callers: this call carries no identity. " +
      'Send an API key in the x-goog-api-key header.',
  }
}
