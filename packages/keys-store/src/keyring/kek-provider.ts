/**
 * Who holds the key-encryption keys (KEK). They never leave it: a row's own data key (DEK) is brought
 * here to be wrapped and unwrapped. All but the ids is asynchronous, so that a key service fits.
 */
export interface KekProvider {
  /** Encrypts what is new. */
  readonly currentId: string
  /** All that open what was stored, the current one first. */
  readonly ids: readonly string[]
  has(kekId: string): boolean
  /** Wraps under the current one. To unwrap, `context` must be given again, byte for byte. */
  wrap(dek: Buffer, context: Buffer): Promise<Buffer>
  /**
   * The caller overwrites the answer once it was used.
   *
   * @throws EnvelopeError when the key is absent, or anything differs from what was wrapped. Any other
   * error says that the holder of the keys cannot be asked now.
   */
  unwrap(wrapped: WrappedDek, context: Buffer): Promise<Buffer>
  /** A keyed hash: without the KEK nobody can tell which message it stands for. */
  fingerprint(kekId: string, message: Buffer): Promise<Buffer>
}

/** A data key as a row keeps it, and the name of the key that opens it. */
export interface WrappedDek {
  kekId: string
  wrapped: Buffer
}
