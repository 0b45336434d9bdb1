/**
 * - `unauthorized`: the secret is not accepted. Trying again does not help.
 * - `unavailable`: the dashboard did not answer, or not in time.
 * - `rejected`: the dashboard understood and refused: the call itself is wrong.
 */
export type KeysClientErrorCode = 'unauthorized' | 'unavailable' | 'rejected'

const marker = Symbol.for('itqan.keys-client.error')

/** What a client throws. Its message says what to fix and holds no secret. */
export class KeysClientError extends Error {
  readonly code: KeysClientErrorCode
  /** Whether the same call may succeed later. */
  readonly isRetryable: boolean
  readonly [marker] = true

  constructor(code: KeysClientErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'KeysClientError'
    this.code = code
    this.isRetryable = code === 'unavailable'
  }

  /** Recognises the error even when two copies of this package are loaded. */
  static isInstance(error: unknown): error is KeysClientError {
    return error instanceof Error && marker in error
  }
}
