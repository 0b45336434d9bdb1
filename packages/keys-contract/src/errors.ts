/** What can go wrong with a request that is well-formed. What is busy or unavailable may be tried again. */
export type KeysErrorCode =
  | 'key_not_found'
  | 'duplicate_key'
  | 'store_busy'
  | 'store_unavailable'
  /** Who reads a key must be written down first, and cannot be. */
  | 'audit_unavailable'
  /** What the secret is restricted to does not hold this. */
  | 'out_of_scope'
  /** The secret came in clear. */
  | 'https_required'

const marker = Symbol.for('itqan.keys.error')

/** An error of the domain, free of any transport. Its message may be shown to the caller. */
export class KeysError extends Error {
  readonly code: KeysErrorCode
  readonly [marker] = true

  constructor(code: KeysErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'KeysError'
    this.code = code
  }

  /** Recognises the error even when two copies of this package are loaded. */
  static isInstance(error: unknown): error is KeysError {
    return error instanceof Error && marker in error
  }
}
