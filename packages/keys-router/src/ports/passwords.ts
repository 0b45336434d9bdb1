export type PasswordCheck =
  | { outcome: 'right' }
  | { outcome: 'wrong' }
  /** Too many were wrong: this one was not looked at. */
  | { outcome: 'limited'; retryAfterMs: number }

/** Asks people who are signed in for their password again. */
export interface Passwords {
  /** Looks at a password and, when it is right, keeps in the session that it was given now. */
  confirm(attempt: {
    userId: string
    sessionId: string
    password: string
    /** Where the attempt comes from; `null` when it is not known. */
    address: string | null
  }): Promise<PasswordCheck>
}
