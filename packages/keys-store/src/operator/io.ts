import type { Colors } from 'picocolors/types'
import type { Language } from './language'

/** What a command is given by the process it runs in. */
export interface Io {
  /** The environment, filled up from the repository's `.env.local`. */
  env: Readonly<Record<string, string | undefined>>
  /** Paths are relative to it. */
  cwd: string
  /** Where the embedded database is kept. */
  dataDir: string
  /** Who is signed in to this machine: named in the audit. */
  user: string
  language: Language
  colors: Colors
  /** Results, a line each: standard output. */
  out(line: string): void
  /** Progress and troubles, a line each: standard error. */
  err(line: string): void
  /** Where a bar may be drawn; `null` when nobody looks at it. */
  screen: NodeJS.WriteStream | null
  /** Asks a person; `null` when there is none to ask. */
  ask: ((question: string) => Promise<string>) | null
  /** Aborts when the process is asked to end. */
  signal: AbortSignal
}
