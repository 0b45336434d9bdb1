/** Why the embedded database could not be opened. The message says what to do. */
export class EmbeddedDatabaseError extends Error {
  readonly code: 'absent' | 'in_use' | 'port_taken' | 'unreadable'

  constructor(code: EmbeddedDatabaseError['code'], message: string) {
    super(message)
    this.name = 'EmbeddedDatabaseError'
    this.code = code
  }
}
