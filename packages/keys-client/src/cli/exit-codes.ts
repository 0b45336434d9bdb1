/** How a `keys` command ends, for the scripts that call it. */
export const exitCodes = {
  /** Done, or nothing to do. */
  ok: 0,
  /** `--check`: the file is not up to date. `doctor`: a cause was found. */
  found: 1,
  /** A wrong command, option or value. */
  usage: 2,
  /** The dashboard did not answer, or what answered is not the dashboard. */
  unreachable: 3,
  /** The secret is missing, malformed or refused. */
  secret: 4,
  /** The provider has no key that may be used now. */
  noKey: 5,
  /** The file may not, or cannot, be changed. */
  file: 6,
  /** The file is right, and the command of `--exec` failed. */
  exec: 7,
  /** A mistake of this command itself. */
  internal: 70,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
