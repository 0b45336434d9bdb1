/** How an operator's command ends, for the scripts that call it. The numbers are those of `keys sync` too. */
export const exitCodes = {
  /** Done, or nothing to do. */
  ok: 0,
  /** Rows were refused or could not be moved; `--check`: some are still to move; the audit does not hold. */
  found: 1,
  /** A wrong command, option or value. */
  usage: 2,
  /** The database does not answer, refuses, or is not as it must be. */
  database: 3,
  /** `KEYS_ENCRYPTION_KEYS` is missing, malformed, or lacks a key that a row needs. */
  encryptionKeys: 4,
  /** A file cannot be read, or does not hold what it should. */
  file: 6,
  /** A mistake of this command itself. */
  internal: 70,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
