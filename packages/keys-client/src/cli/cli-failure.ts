import type { ExitCode } from './exit-codes'
import type { Messages } from './messages'

/** Ends a command: what to say, in whichever language, and the exit code. */
export class CliFailure extends Error {
  readonly exitCode: ExitCode
  /** For `--json`: what happened, in one word. */
  readonly code: string
  readonly say: (messages: Messages) => string

  constructor(options: {
    exitCode: ExitCode
    code: string
    say: (messages: Messages) => string
    cause?: unknown
  }) {
    super(options.code, { cause: options.cause })
    this.name = 'CliFailure'
    this.exitCode = options.exitCode
    this.code = options.code
    this.say = options.say
  }
}
