import type { Colors } from 'picocolors/types'
import type { Language } from './language'

/** What a command is given by the process it runs in. */
export interface Io {
  /** The environment, filled up from the repository's `.env.local`. */
  env: Readonly<Record<string, string | undefined>>
  /** What a command started by this one is given. */
  childEnv: Readonly<Record<string, string | undefined>>
  /** Paths are relative to it. */
  cwd: string
  language: Language
  colors: Colors
  /** Results, a line each: standard output. */
  out(line: string): void
  /** Progress and troubles, a line each: standard error. */
  err(line: string): void
  /** Aborts when the process is asked to end. */
  signal: AbortSignal
}
