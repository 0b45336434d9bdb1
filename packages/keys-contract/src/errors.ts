/** What can go wrong with a request that is well-formed. What is busy or unavailable may be tried again. */
export type KeysErrorCode =
  | 'key_not_found'
  | 'duplicate_key'
  /** No key-encryption key at hand opens it. */
  | 'key_unreadable'
  /** Nobody knows how to ask this provider. */
  | 'provider_unknown'
  | 'store_busy'
  | 'store_unavailable'
  /** Who reads a key must be written down first, and cannot be. */
  | 'audit_unavailable'
  /** What the secret is restricted to does not hold this. */
  | 'out_of_scope'
  /** What shows a key wants the password, given in this session some minutes ago at most. */
  | 'password_required'
  | 'wrong_password'
  | 'person_not_found'
  | 'invitation_not_found'
  /** Somebody has an account under this address. */
  | 'email_taken'
  /** Nobody would be left who could let people in. */
  | 'last_administrator'
  /** The secret came in clear. */
  | 'https_required'

const marker = Symbol.for('itqan.keys.error')

/** An error of the domain, free of any transport. Its message may be shown to the caller. */
export class KeysError extends Error {
  readonly code: KeysErrorCode
  /** Of the one key that it is about; `null` where there is none. */
  readonly keyId: string | null
  readonly [marker] = true

  constructor(
    code: KeysErrorCode,
    message: string,
    { keyId, ...options }: ErrorOptions & { keyId?: string } = {},
  ) {
    super(message, options)
    this.name = 'KeysError'
    this.code = code
    this.keyId = keyId ?? null
  }

  /** Recognises the error even when two copies of this package are loaded. */
  static isInstance(error: unknown): error is KeysError {
    return error instanceof Error && marker in error
  }
}
