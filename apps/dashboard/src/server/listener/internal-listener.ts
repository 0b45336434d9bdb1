/** A port of its own for the internal API, beside Next. */
export interface InternalListener {
  /** Where it listens, once it does; before that, where it is to. `127.0.0.1:3005`, `[::1]:3005`. */
  readonly address: string
  /**
   * Binds the port.
   *
   * @throws Error naming `INTERNAL_LISTEN` when that cannot be.
   */
  start(): Promise<void>
  /**
   * Takes nothing new, ends its streams, and resolves when the calls under way are answered, or have
   * taken too long. Calling it again is harmless.
   */
  close(): Promise<void>
}
