import type { Reason } from './selection/explain'

/**
 * - `unauthorized`: the secret is not accepted. Trying again does not help.
 * - `unavailable`: the dashboard did not answer, or not in time.
 * - `rejected`: the dashboard understood and refused: the call itself is wrong.
 * - `no_key_available`: the pool has no key to give just now, see {@link NoKeyAvailable}.
 * - `deadline_exceeded`: the time that the caller gave is over.
 * - `provider_failed`: the provider answered no key well; `cause` is its last answer.
 * - `closed`: the client was closed.
 */
export type KeysClientErrorCode =
  | 'unauthorized'
  | 'unavailable'
  | 'rejected'
  | 'no_key_available'
  | 'deadline_exceeded'
  | 'provider_failed'
  | 'closed'

const marker = Symbol.for('itqan.keys-client.error')

const retryable: ReadonlySet<KeysClientErrorCode> = new Set([
  'unavailable',
  'no_key_available',
  'provider_failed',
])

interface ErrorDetails {
  cause?: unknown
  /** How long the other side asks to wait, in milliseconds. */
  retryAfterMs?: number | null
}

/** What a client throws. Its message says what to fix and holds no secret. */
export class KeysClientError extends Error {
  readonly code: KeysClientErrorCode
  /** Whether the same call may succeed later. */
  readonly isRetryable: boolean
  /** How long to wait first, in milliseconds; `null` when nobody knows. */
  readonly retryAfterMs: number | null
  readonly [marker] = true

  constructor(code: KeysClientErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined)
    this.name = 'KeysClientError'
    this.code = code
    this.isRetryable = retryable.has(code)
    this.retryAfterMs = details.retryAfterMs ?? null
  }

  /** Recognises the error even when two copies of this package are loaded. */
  static isInstance(error: unknown): error is KeysClientError {
    return error instanceof Error && marker in error
  }
}

/** For what fails without a name of its own. */
export function asClientError(error: unknown): KeysClientError {
  if (KeysClientError.isInstance(error)) return error
  return new KeysClientError('unavailable', 'The dashboard gave no answer', { cause: error })
}

/** Every key rests, is on trial or was tried in vain, or the pool is empty. */
export class NoKeyAvailable extends KeysClientError {
  readonly provider: string
  /** What keeps the keys back, the cause with most keys first. Empty for an empty pool. */
  readonly reasons: readonly Reason[]

  constructor(options: {
    provider: string
    retryAfterMs: number | null
    reasons: readonly Reason[]
    cause?: unknown
  }) {
    const { provider, retryAfterMs, reasons, cause } = options
    super('no_key_available', describe(options), { retryAfterMs, cause })
    this.name = 'NoKeyAvailable'
    this.provider = provider
    this.reasons = reasons
  }

  /** How long until a key's rest ends, in seconds, rounded up; `null` when none rests. */
  get retryAfter(): number | null {
    return this.retryAfterMs === null ? null : Math.ceil(this.retryAfterMs / 1_000)
  }

  static override isInstance(error: unknown): error is NoKeyAvailable {
    return KeysClientError.isInstance(error) && error.code === 'no_key_available'
  }
}

function describe(options: {
  provider: string
  retryAfterMs: number | null
  reasons: readonly Reason[]
}): string {
  const { provider, retryAfterMs, reasons } = options
  if (reasons.length === 0) {
    return `No active key of "${provider}" is left: add one in the dashboard, or switch one on.`
  }
  const causes = reasons.map(({ outcome, keys }) => `${keys} × ${outcome}`).join(', ')
  const when =
    retryAfterMs === null ? '' : ` The first may be used in ${Math.ceil(retryAfterMs / 1_000)} s.`
  return `No key of "${provider}" can be used now (${causes}).${when}`
}
